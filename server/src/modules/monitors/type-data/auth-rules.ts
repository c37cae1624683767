import { createPrivateKey, X509Certificate } from 'node:crypto';
import { API_AUTH_KINDS, CLIENT_AUTHENTICATIONS, type ApiAuthKind, type ErrorDetail } from '@clarion/contract';
import { fault, httpUrl, isTemplate, judge, object, oneOf, type Rule, text } from './member-rules.js';

const LONGEST = 8_192;
const MOST_PEM = 32_768;

const filled: Rule = (value, path) =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST ? [] : fault(path, `must be a text of 1 to ${LONGEST} characters`);

/** A header cannot carry line breaks or what is no Latin-1. */
const sendable: Rule = (value, path, targets) => {
  const details = filled(value, path, targets);
  return details.length > 0 || /^[\x20-\xff]*$/.test(value as string) ? details : fault(path, 'holds characters that cannot be sent');
};

/** RFC 7617 separates name and password by the first colon. */
const username: Rule = (value, path, targets) => {
  const details = filled(value, path, targets);
  return details.length === 0 && (value as string).includes(':') ? fault(path, 'must not hold a colon') : details;
};

const certificate: Rule = (value, path) => pem(value, path, (written) => new X509Certificate(written), 'must be a certificate as PEM');
const privateKey: Rule = (value, path) =>
  pem(value, path, (written) => createPrivateKey(written), 'must be a private key as PEM, without a passphrase');

function pem(value: unknown, path: string, read: (written: string) => unknown, message: string): readonly ErrorDetail[] {
  if (typeof value !== 'string' || value.length > MOST_PEM) return fault(path, message);
  if (isTemplate(value)) return [];
  try {
    read(value);
    return [];
  } catch {
    return fault(path, message); // whatever it is instead, it is not that
  }
}

interface KindRules {
  readonly needed: Readonly<Record<string, Rule>>;
  readonly optional: Readonly<Record<string, Rule>>;
}

const KINDS: Readonly<Record<ApiAuthKind, KindRules>> = {
  none: { needed: {}, optional: {} },
  basic: { needed: { username }, optional: { password: text } },
  bearer: { needed: { token: sendable }, optional: {} },
  oauth2_client_credentials: {
    needed: { token_url: httpUrl, client_id: filled, client_secret: filled },
    optional: { scope: text, audience: text, client_authentication: oneOf(...CLIENT_AUTHENTICATIONS) },
  },
  mtls: { needed: { certificate, key: privateKey }, optional: { ca: certificate } },
};

/** `auth` of an API monitor: what its kind needs, in the shape the kind gives it. */
export const auth: Rule = (value, path, targets) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(path, 'must be an object');
  const members = value as Readonly<Record<string, unknown>>;
  if (members['kind'] === undefined) return fault(path, `needs a kind, one of ${API_AUTH_KINDS.join(', ')}`);
  const wrongKind = oneOf(...API_AUTH_KINDS)(members['kind'], `${path}.kind`, targets);
  if (wrongKind.length > 0) return wrongKind;
  const { needed, optional } = KINDS[members['kind'] as ApiAuthKind];
  const details = [
    ...Object.entries(needed).flatMap(([name, rule]) => rule(members[name], `${path}.${name}`, targets)),
    ...Object.entries(optional).flatMap(([name, rule]) => judge(rule, members[name], `${path}.${name}`, targets)),
  ];
  if (details.length > 0 || members['kind'] !== 'mtls') return details;
  return belongTogether(String(members['certificate']), String(members['key']))
    ? []
    : fault(`${path}.key`, 'is not the key of the certificate');
};

const proxyUrl: Rule = (value, path, targets) => {
  const details = httpUrl(value, path, targets);
  if (details.length > 0 || isTemplate(String(value))) return details;
  const { protocol, pathname, search, hash } = new URL(String(value));
  const isPlace = protocol === 'http:' && pathname === '/' && search === '' && hash === '';
  return isPlace ? [] : fault(path, 'must be the address of an HTTP proxy, such as http://proxy.example.org:3128');
};

/** `proxy` of an API monitor. */
export const proxy: Rule = object({ url: proxyUrl, username, password: text }, (value, path) =>
  'url' in (value as object) ? [] : fault(path, 'needs the address of a proxy'),
);

function belongTogether(written: string, key: string): boolean {
  return isTemplate(written) || isTemplate(key) || new X509Certificate(written).checkPrivateKey(createPrivateKey(key));
}

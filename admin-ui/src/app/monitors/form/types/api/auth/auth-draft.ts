import { applyWhen, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import type { TypeData } from '../../../../../api/monitors.js';
import { isMasked } from '../../../fields/masked.js';
import { readOneOf, readText } from '../../read-type-data.js';

// Names as the server has them in `type_data.auth`.
export const AUTH_KINDS = ['none', 'basic', 'bearer', 'oauth2_client_credentials', 'mtls'] as const;
export type AuthKind = (typeof AUTH_KINDS)[number];
export const CLIENT_AUTHENTICATIONS = ['header', 'body'] as const;

/** A field for everything any kind needs. Passwords, tokens and keys come masked and are kept until they are replaced. */
export interface AuthDraft {
  kind: AuthKind;
  username: string;
  password: string;
  token: string;
  token_url: string;
  client_id: string;
  client_secret: string;
  scope: string;
  audience: string;
  client_authentication: (typeof CLIENT_AUTHENTICATIONS)[number];
  /** PEM. */
  certificate: string;
  /** PEM, without a passphrase. */
  key: string;
  /** PEM. */
  ca: string;
  /** The document names a way already, so taking it away has to be said. */
  isStored: boolean;
}

export const NO_AUTH: AuthDraft = {
  kind: 'none',
  username: '',
  password: '',
  token: '',
  token_url: '',
  client_id: '',
  client_secret: '',
  scope: '',
  audience: '',
  client_authentication: 'header',
  certificate: '',
  key: '',
  ca: '',
  isStored: false,
};

/** `type_data.auth` as the fields hold it. */
export function readAuth(value: unknown): AuthDraft {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_AUTH;
  const data = value as TypeData;
  return {
    kind: readOneOf(data['kind'], AUTH_KINDS, 'none'),
    username: readText(data['username']),
    password: readText(data['password']),
    token: readText(data['token']),
    token_url: readText(data['token_url']),
    client_id: readText(data['client_id']),
    client_secret: readText(data['client_secret']),
    scope: readText(data['scope']),
    audience: readText(data['audience']),
    client_authentication: readOneOf(data['client_authentication'], CLIENT_AUTHENTICATIONS, 'header'),
    certificate: readText(data['certificate']),
    key: readText(data['key']),
    ca: readText(data['ca']),
    isStored: true,
  };
}

const filled = (members: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ''));

/** @returns what its kind has; undefined = nothing was there, and nothing is to be */
export function writeAuth(draft: AuthDraft): TypeData | undefined {
  switch (draft.kind) {
    case 'none':
      return draft.isStored ? { kind: 'none' } : undefined;
    case 'basic':
      return { kind: 'basic', username: draft.username, password: draft.password };
    case 'bearer':
      return { kind: 'bearer', token: draft.token.trim() };
    case 'oauth2_client_credentials':
      return {
        kind: 'oauth2_client_credentials',
        token_url: draft.token_url.trim(),
        client_id: draft.client_id,
        client_secret: draft.client_secret,
        ...filled({ scope: draft.scope.trim(), audience: draft.audience.trim() }),
        client_authentication: draft.client_authentication,
      };
    case 'mtls':
      return { kind: 'mtls', certificate: draft.certificate.trim(), key: draft.key.trim(), ...filled({ ca: draft.ca.trim() }) };
  }
}

const PEM_CERTIFICATE = /^\s*-----BEGIN CERTIFICATE-----|\$\w/;
const PEM_KEY = /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----|\$\w|^••••/;

/** The rules of the kind that is chosen. Whether a certificate and its key belong together is for the server to say. */
export function authRules(path: SchemaPathTree<AuthDraft>): void {
  const isKind = (kind: AuthKind) => (context: { value: () => AuthDraft }) => context.value().kind === kind;
  applyWhen(path, isKind('basic'), (basic) => {
    required(basic.username, { message: 'Enter the user name.' });
    pattern(basic.username, /^[^:]*$/, { message: 'Without a colon.' });
  });
  applyWhen(path, isKind('bearer'), (bearer) => required(bearer.token, { message: 'Enter the token.' }));
  applyWhen(path, isKind('oauth2_client_credentials'), (oauth) => {
    required(oauth.token_url, { message: 'Enter the address tokens are fetched from.' });
    pattern(oauth.token_url, /^https?:\/\/[^\s"']+$/i, { message: 'Start with http:// or https://.' });
    required(oauth.client_id, { message: 'Enter the client id.' });
    required(oauth.client_secret, { message: 'Enter the client secret.' });
  });
  applyWhen(path, isKind('mtls'), (mtls) => {
    required(mtls.certificate, { message: 'Paste the certificate.' });
    pattern(mtls.certificate, PEM_CERTIFICATE, { message: 'PEM, starting with -----BEGIN CERTIFICATE-----.' });
    required(mtls.key, { message: 'Paste the private key.' });
    pattern(mtls.key, PEM_KEY, { message: 'PEM, starting with -----BEGIN PRIVATE KEY-----.' });
    validate(mtls.key, ({ value }) =>
      !isMasked(value()) && value().includes('ENCRYPTED') ? { kind: 'passphrase', message: 'A key without a passphrase.' } : undefined,
    );
    pattern(mtls.ca, PEM_CERTIFICATE, { message: 'PEM, starting with -----BEGIN CERTIFICATE-----.' });
  });
}

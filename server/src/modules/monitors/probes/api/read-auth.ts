import { type ApiAuth, type ApiProxy, type ClientCredentialsAuth } from '@clarion/contract';
import { type EgressProxy } from '../../../../platform/egress/egress-client.js';

type Document = Readonly<Record<string, unknown>>;

/** Texts of one kind of authentication; `?` marks those that may be missing. */
const MEMBERS: Readonly<Record<ApiAuth['kind'], readonly string[]>> = {
  none: [],
  basic: ['username', 'password?'],
  bearer: ['token'],
  oauth2_client_credentials: ['token_url', 'client_id', 'client_secret', 'scope?', 'audience?', 'client_authentication?'],
  mtls: ['certificate', 'key', 'ca?'],
};

const isKind = (kind: unknown): kind is ApiAuth['kind'] => typeof kind === 'string' && Object.hasOwn(MEMBERS, kind);

/**
 * Reads what somebody once stored as `auth`.
 * @param withSecrets puts the values of `$NAME` in
 * @returns how to authenticate, or why nobody can, in words
 */
export function readAuth(auth: unknown, withSecrets: (text: string) => string): ApiAuth | string {
  if (auth === undefined || auth === null) return { kind: 'none' };
  const { kind } = auth as Document;
  if (!isKind(kind)) return 'the kind of authentication is not known';
  const read: Record<string, string> = {};
  for (const member of MEMBERS[kind]) {
    const name = member.replace('?', '');
    const value = (auth as Document)[name];
    if (typeof value === 'string' && value !== '') read[name] = withSecrets(value);
    else if (name === member) return `the monitor has no ${name.replace('_', ' ')} to authenticate with`;
  }
  // Every text the kind needs has just been put there.
  return { kind, ...read } as unknown as ApiAuth;
}

/**
 * Reads what somebody once stored as `proxy`.
 * @returns the proxy, null = none, or why it cannot be used, in words
 */
export function readProxy(proxy: unknown, withSecrets: (text: string) => string): ApiProxy | string | null {
  if (proxy === undefined || proxy === null) return null;
  const { url, username, password } = proxy as Document;
  if (typeof url !== 'string' || url.trim() === '') return 'the proxy has no address';
  const address = withSecrets(url.trim());
  if (!URL.canParse(address)) return 'the address of the proxy is none';
  return {
    url: address,
    ...(typeof username === 'string' && username !== '' ? { username: withSecrets(username) } : {}),
    ...(typeof password === 'string' && password !== '' ? { password: withSecrets(password) } : {}),
  };
}

/** A proxy as it is dialled. */
export const proxyOf = ({ url, username, password }: ApiProxy): EgressProxy =>
  username === undefined ? { url } : { url, authorization: `Basic ${encoded(username, password ?? '')}` };

const encoded = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64');

/** The header that shows who we are; null = the kind needs none, or has to ask for it first. */
export function authorizationOf(auth: ApiAuth): string | null {
  if (auth.kind === 'basic') return `Basic ${encoded(auth.username, auth.password ?? '')}`;
  return auth.kind === 'bearer' ? `Bearer ${auth.token}` : null;
}

/** The request for an access token. @see RFC 6749 §2.3.1, §4.4 */
export function tokenRequest(auth: ClientCredentialsAuth): { headers: [string, string][]; body: string } {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (auth.scope !== undefined) form.set('scope', auth.scope);
  if (auth.audience !== undefined) form.set('audience', auth.audience);
  const headers: [string, string][] = [
    ['content-type', 'application/x-www-form-urlencoded'],
    ['accept', 'application/json'],
  ];
  if (auth.client_authentication === 'body') {
    form.set('client_id', auth.client_id);
    form.set('client_secret', auth.client_secret);
  } else {
    headers.push(['authorization', `Basic ${encoded(formEncoded(auth.client_id), formEncoded(auth.client_secret))}`]);
  }
  return { headers, body: form.toString() };
}

/** Names and secrets are form-encoded before they are joined, or a colon in them would tear them apart. */
const formEncoded = (text: string): string => new URLSearchParams({ text }).toString().slice('text='.length);

/** Everything in a proxy's credentials that nobody should read. */
export const secretsOfProxy = ({ username, password }: ApiProxy): string[] =>
  username === undefined ? [] : [password ?? '', encoded(username, password ?? '')];

/** Everything in it that nobody should read in what comes back. */
export function secretsOf(auth: ApiAuth): string[] {
  switch (auth.kind) {
    case 'none':
      return [];
    case 'basic':
      return [auth.password ?? '', encoded(auth.username, auth.password ?? '')];
    case 'bearer':
      return [auth.token];
    case 'oauth2_client_credentials':
      return [auth.client_secret];
    case 'mtls':
      return [auth.key];
  }
}

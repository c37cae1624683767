/** How an API monitor shows who it is; `type_data.auth`. */
export const API_AUTH_KINDS = ['none', 'basic', 'bearer', 'oauth2_client_credentials', 'mtls'] as const;
export type ApiAuthKind = (typeof API_AUTH_KINDS)[number];

/** How the client shows who it is to the token endpoint. @see RFC 6749 §2.3.1 */
export const CLIENT_AUTHENTICATIONS = ['header', 'body'] as const;
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number];

export interface NoAuth {
  kind: 'none';
}

/** @see RFC 7617 */
export interface BasicAuth {
  kind: 'basic';
  username: string;
  /** Empty when absent. */
  password?: string;
}

/** @see RFC 6750 */
export interface BearerAuth {
  kind: 'bearer';
  token: string;
}

/** An access token is fetched first, and kept as long as it is good. @see RFC 6749 §4.4 */
export interface ClientCredentialsAuth {
  kind: 'oauth2_client_credentials';
  token_url: string;
  client_id: string;
  client_secret: string;
  /** Scopes with spaces between them. */
  scope?: string;
  /** Asked for by some servers beside the standard. */
  audience?: string;
  /** `header` when absent. */
  client_authentication?: ClientAuthentication;
}

/** A certificate of ours, as PEM. */
export interface MutualTlsAuth {
  kind: 'mtls';
  certificate: string;
  /** Its private key, without a passphrase. */
  key: string;
  /** Who vouches for the server, when nobody known does. */
  ca?: string;
}

export type ApiAuth = NoAuth | BasicAuth | BearerAuth | ClientCredentialsAuth | MutualTlsAuth;

/** An HTTP proxy that a monitor goes through; `type_data.proxy`. */
export interface ApiProxy {
  /** `http://proxy.example.org:3128` */
  url: string;
  username?: string;
  password?: string;
}

/** Members of `auth` and `proxy` that are sealed for storage and masked for people. */
export const NESTED_SECRETS = {
  auth: ['password', 'token', 'client_secret', 'key'],
  proxy: ['password'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

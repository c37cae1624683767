import { API_DEFAULTS, type ApiAuth, type ApiProxy, HTTP_METHODS, type HttpMethod } from '@clarion/contract';
import { type SecretLookup } from '../../../../platform/secrets/secret-values.js';
import { SecretTexts } from '../interpolate-secrets.js';
import { readAuth, readProxy, secretsOf, secretsOfProxy } from './read-auth.js';

/** The request an API monitor asks for, ready to be sent. */
export interface ApiRequest {
  url: string;
  method: HttpMethod;
  /** Name and value; the monitor's win over ours, the later of two of one name counts. */
  headers: readonly (readonly [name: string, value: string])[];
  /** undefined = none; GET and HEAD never have one. */
  body: string | undefined;
  /** Milliseconds for the request with its redirects. */
  timeoutMs: number;
  /** false = a redirect is judged itself. */
  followsRedirects: boolean;
  maxRedirects: number;
  verifyTls: boolean;
  /** How we show who we are. */
  auth: ApiAuth;
  /** What it goes through; null = nothing. */
  proxy: ApiProxy | null;
  /** Origins that a redirect may lead to, because of what goes with it; null = any. */
  redirectOrigins: readonly string[] | null;
  /** The values of secrets that went in. */
  secrets: readonly string[];
}

export interface RequestContext {
  /** What `$NAME` stands for. */
  secrets: SecretLookup;
  /** `Clarion/1.2.3` */
  userAgent: string;
  /** Where this process answers, e.g. `http://127.0.0.1:3000`. */
  selfOrigin: string;
  /** A check takes no longer, ms. */
  longestMs: number;
}

type TypeData = Readonly<Record<string, unknown>>;

const WHITE = /[\s"'<>`]/;

/** Our own address: `{"self":"readyz"}` is resolved when the check runs, so a changed port turns nothing red. */
const SELF_PATHS: Readonly<Record<string, string>> = { readyz: '/readyz', livez: '/livez', healthcheck: '/healthcheck' };

/**
 * Reads what somebody once stored as `type_data`.
 * @returns the request, or why there is none, in words   @see monitors §6.1
 */
export function readApiRequest(typeData: TypeData, context: RequestContext): ApiRequest | string {
  const texts = new SecretTexts(context.secrets);
  const authTexts = new SecretTexts(context.secrets);
  const proxyTexts = new SecretTexts(context.secrets);
  const url = readUrl(typeData, context, texts.fill);
  if (!url.startsWith('http')) return texts.problem() ?? url;
  const method = typeData['method'] ?? API_DEFAULTS.method;
  if (!isMethod(method)) return `the method ${JSON.stringify(method)} is not known`;
  const auth = readAuth(typeData['auth'], authTexts.fill);
  if (typeof auth === 'string') return auth;
  const proxy = readProxy(typeData['proxy'], proxyTexts.fill);
  if (typeof proxy === 'string') return proxy;
  const text = typeData['body'];
  const body = typeof text === 'string' && text !== '' && method !== 'GET' && method !== 'HEAD' ? texts.fill(text) : undefined;
  const headers = readHeaders(typeData['headers'], context, texts.fill);
  const refusal =
    texts.refusal(originOf(url)) ??
    authTexts.refusal(originOf(auth.kind === 'oauth2_client_credentials' ? auth.token_url : url)) ??
    proxyTexts.refusal(originOf(proxy?.url ?? ''));
  if (refusal !== null) return refusal;
  const used = [texts, authTexts, proxyTexts].flatMap((each) => each.values());
  return {
    url,
    method,
    headers,
    body,
    timeoutMs: Math.min(positive(typeData['timeout']) ?? API_DEFAULTS.timeout, context.longestMs),
    followsRedirects: typeData['follow_redirects'] !== false,
    maxRedirects: redirects(typeData['max_redirects']),
    verifyTls: typeData['allowSelfSignedCert'] !== true,
    auth,
    proxy,
    // What shows who we are stays behind by itself.
    redirectOrigins: texts.origins(),
    secrets: [...used, ...secretsOf(auth), ...(proxy === null ? [] : secretsOfProxy(proxy))].filter((secret) => secret !== ''),
  };
}

function readUrl(typeData: TypeData, { selfOrigin }: RequestContext, withSecrets: (text: string) => string): string {
  const self = typeData['self'];
  if (typeof self === 'string') {
    const path = SELF_PATHS[self];
    if (path === undefined) return `nothing of ours is called ${JSON.stringify(self)}`;
    return `${selfOrigin}${path}`;
  }
  const text = typeData['url'];
  if (typeof text !== 'string' || text.trim() === '') return 'the monitor has no URL yet';
  const url = withSecrets(text.trim());
  return !/^https?:\/\//i.test(url) || WHITE.test(url) || !URL.canParse(url) ? 'the URL is not an http or https address' : url;
}

function readHeaders(list: unknown, { userAgent }: RequestContext, withSecrets: (text: string) => string): [string, string][] {
  const headers = new Map([
    ['user-agent', userAgent],
    ['accept', '*/*'],
  ]);
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    if (typeof entry !== 'object' || entry === null || !('key' in entry) || typeof entry.key !== 'string' || entry.key.trim() === '')
      continue;
    headers.set(entry.key.trim().toLowerCase(), 'value' in entry && typeof entry.value === 'string' ? withSecrets(entry.value).trim() : '');
  }
  return [...headers];
}

const originOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).origin : null);
const isMethod = (value: unknown): value is HttpMethod => HTTP_METHODS.some((method) => method === value);
const positive = (value: unknown): number | undefined => (typeof value === 'number' && value >= 1 ? value : undefined);
const redirects = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 20 ? value : API_DEFAULTS.maxRedirects;

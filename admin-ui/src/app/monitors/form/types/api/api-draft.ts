import { applyEach, max, maxLength, min, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { API_DEFAULTS, HTTP_METHODS, LIMITS, type HttpMethod } from '@clarion/contract';
import { functionText, milliseconds } from '../common-rules.js';
import { readFlag, readList, readNumber, readOneOf, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';
import { authRules, NO_AUTH, readAuth, writeAuth, type AuthDraft } from './auth/auth-draft.js';
import { assertionRules, readAssertion, writeAssertion, type AssertionDraft } from '../assertions/assertion-draft.js';

export interface HeaderDraft {
  key: string;
  value: string;
}

/** @see monitors §6.1 */
export interface ApiDraft {
  url: string;
  method: HttpMethod;
  headers: HeaderDraft[];
  body: string;
  /** Milliseconds. */
  timeout: number | null;
  follow_redirects: boolean;
  max_redirects: number | null;
  allowSelfSignedCert: boolean;
  auth: AuthDraft;
  assertions: AssertionDraft[];
  /** Empty = the built-in rule. */
  eval: string;
}

const HTTP_URL = /^https?:\/\/[^\s"']+$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const FRESH: ApiDraft = {
  url: '',
  method: API_DEFAULTS.method,
  headers: [],
  body: '',
  timeout: API_DEFAULTS.timeout,
  follow_redirects: API_DEFAULTS.followRedirects,
  max_redirects: API_DEFAULTS.maxRedirects,
  allowSelfSignedCert: false,
  auth: NO_AUTH,
  assertions: [],
  eval: '',
};

function rules(path: SchemaPathTree<ApiDraft>): void {
  required(path.url, { message: 'Enter the address to check.' });
  pattern(path.url, HTTP_URL, { message: 'Start with http:// or https://, without spaces or quotes.' });
  maxLength(path.url, LIMITS.url, { message: `At most ${LIMITS.url} characters.` });
  milliseconds(path.timeout);
  min(path.max_redirects, 0, { message: 'From 0 to 20.' });
  max(path.max_redirects, 20, { message: 'From 0 to 20.' });
  applyEach(path.headers, (header) => {
    validate(header.key, ({ value, valueOf }) => {
      if (value().trim() === '') return valueOf(header.value) === '' ? undefined : { kind: 'header', message: 'Enter a header name.' };
      return HEADER_NAME.test(value().trim()) ? undefined : { kind: 'header', message: 'Letters, digits and -.' };
    });
  });
  authRules(path.auth);
  applyEach(path.assertions, assertionRules);
  functionText(path.eval);
}

/** Requests an address and judges the answer. */
export const API_KIND: TypeKind<ApiDraft> = {
  fresh: FRESH,
  read: (data) => ({
    url: readText(data['url']),
    method: readOneOf(data['method'], HTTP_METHODS, FRESH.method),
    headers: readList(data['headers'], ({ key, value }) => ({ key: readText(key), value: readText(value) })),
    body: readText(data['body']),
    timeout: readNumber(data['timeout'], API_DEFAULTS.timeout),
    follow_redirects: readFlag(data['follow_redirects'], FRESH.follow_redirects),
    max_redirects: readNumber(data['max_redirects'], API_DEFAULTS.maxRedirects),
    allowSelfSignedCert: readFlag(data['allowSelfSignedCert'], false),
    auth: readAuth(data['auth']),
    assertions: readList(data['assertions'], (entry) => readAssertion(entry, 'API')),
    eval: readText(data['eval']),
  }),
  write: ({ auth, ...draft }) => {
    const written = writeAuth(auth);
    return withoutNull({
      ...draft,
      url: draft.url.trim(),
      headers: draft.headers.filter(({ key }) => key.trim() !== '').map(({ key, value }) => ({ key: key.trim(), value })),
      ...(written === undefined ? {} : { auth: written }),
      assertions: draft.assertions.map(writeAssertion),
      eval: draft.eval.trim(),
    });
  },
  rules,
  words: {
    url: 'URL',
    method: 'Method',
    headers: 'Headers',
    body: 'Body',
    timeout: 'Timeout',
    follow_redirects: 'Follow redirects',
    max_redirects: 'Maximum redirects',
    allowSelfSignedCert: 'Accept self-signed certificates',
    auth: 'Authentication',
    assertions: 'Assertions',
    eval: 'Function',
  },
};

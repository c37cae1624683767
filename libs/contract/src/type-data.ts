import type { ApiAuth, ApiProxy } from './api-auth.js';
import type { ApiAssertion } from './assertions.js';
import type { HttpMethod } from './enums.js';

/** `type_data` of an API monitor. Absent members take the defaults of monitors §6.1. */
export interface ApiTypeData {
  url?: string;
  method?: HttpMethod;
  headers?: { key: string; value: string }[];
  body?: string;
  /** Milliseconds, whole request with its redirects. */
  timeout?: number;
  eval?: string;
  allowSelfSignedCert?: boolean;
  follow_redirects?: boolean;
  max_redirects?: number;
  /** Checks of the answer without code; looked at before `eval`. Absent in documents of other products. */
  assertions?: ApiAssertion[];
  /** Absent in documents of other products. */
  auth?: ApiAuth;
  /** Absent in documents of other products. */
  proxy?: ApiProxy;
}

/** `type_data` of a HEARTBEAT monitor. @see monitors §6.7 */
export interface HeartbeatTypeData {
  degradedRemainingMinutes?: number;
  downRemainingMinutes?: number;
  secretString?: string;
}

/** `type_data` of a NONE monitor. @see monitors §6.11 */
export interface NoneTypeData {
  overrideWithLastKnownStatus?: boolean;
}

export const API_DEFAULTS = { method: 'GET', timeout: 10_000, followRedirects: true, maxRedirects: 5 } as const;
export const HEARTBEAT_DEFAULTS = { degradedRemainingMinutes: 5, downRemainingMinutes: 10 } as const;

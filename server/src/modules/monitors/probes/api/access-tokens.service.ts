import { createHash } from 'node:crypto';
import { type ClientCredentialsAuth } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { EgressClient, type EgressRequest, type EgressResponse } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { tokenRequest } from './read-auth.js';

export interface AccessToken {
  readonly value: string;
  /** It was fetched for an earlier request: its server may have revoked it since. */
  readonly isKept: boolean;
}

export type TokenWay = Pick<EgressRequest, 'timeoutMs' | 'signal' | 'proxy'>;

interface Kept {
  value: string;
  /** By the monotonic clock, ms. */
  goodUntil: number;
}

/** A token that says nothing of its end is used for so long, s. */
const USUAL_SECONDS = 300;
const LONGEST_SECONDS = 86_400;
/** Renewed this much before its end, s. */
const MARGIN_SECONDS = 30;
const MOST_KEPT = 1_000;
const MOST_BYTES = 64 * 1024;
/** Bytes of a token; headers are bounded anyway. */
const LONGEST_TOKEN = 8 * 1024;
/** Error codes as the standard writes them; nothing else of the answer is repeated. @see RFC 6749 §5.2 */
const ERROR_CODE = /^[a-z_]{1,40}$/;

/** Access tokens of API monitors: fetched once, kept in memory as long as they are good. */
@Injectable()
export class AccessTokens {
  private readonly kept = new Map<string, Kept>();
  private readonly fetching = new Map<string, Promise<string>>();

  constructor(private readonly egress: EgressClient) {}

  /** @param way how the token endpoint is reached @throws EgressError when there is none to be had */
  async get(auth: ClientCredentialsAuth, way: TokenWay): Promise<AccessToken> {
    const key = keyOf(auth);
    const kept = this.kept.get(key);
    if (kept !== undefined && kept.goodUntil > performance.now()) return { value: kept.value, isKept: true };
    this.kept.delete(key);
    // Monitors of one client that are due together ask once; whoever asked first lends its deadline.
    let fetching = this.fetching.get(key);
    if (fetching === undefined) {
      fetching = this.fetch(key, auth, way).finally(() => this.fetching.delete(key));
      this.fetching.set(key, fetching);
    }
    return { value: await fetching, isKept: false };
  }

  /** A token that was refused is not used again. */
  forget(auth: ClientCredentialsAuth): void {
    this.kept.delete(keyOf(auth));
  }

  private async fetch(key: string, auth: ClientCredentialsAuth, way: TokenWay): Promise<string> {
    const { headers, body } = tokenRequest(auth);
    const request = { ...way, url: auth.token_url, profile: 'monitor', method: 'POST', headers, body, maxBytes: MOST_BYTES } as const;
    const response = await this.egress.request(request).catch((error: unknown) => {
      if (!(error instanceof EgressError)) throw error;
      throw new EgressError(error.reason, `no access token: ${error.message}`, error.phase, { cause: error });
    });
    const { value, seconds } = readToken(response);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size < MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    if (seconds > MARGIN_SECONDS) this.kept.set(key, { value, goodUntil: performance.now() + (seconds - MARGIN_SECONDS) * 1_000 });
    return value;
  }
}

/** Another secret is another client; the secret itself is no key of a map. */
const keyOf = (auth: ClientCredentialsAuth): string =>
  createHash('sha256')
    .update(JSON.stringify([auth.token_url, auth.client_id, auth.client_secret, auth.scope, auth.audience, auth.client_authentication]))
    .digest('base64');

const refused = (why: string): EgressError => new EgressError('protocol', `no access token: the token endpoint ${why}`);

/** @see RFC 6749 §5.1 */
function readToken({ status, body }: EgressResponse): { value: string; seconds: number } {
  const answer = parse(body.toString('utf8'));
  const { access_token: value, expires_in: seconds, error } = answer ?? {};
  if (status !== 200) {
    const code = typeof error === 'string' && ERROR_CODE.test(error) ? `, ${error}` : '';
    throw refused(`answered ${status}${code}`);
  }
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value) || value.length > LONGEST_TOKEN) throw refused('answered without a token');
  const lifetime = Number(seconds);
  return { value, seconds: Number.isFinite(lifetime) && lifetime > 0 ? Math.min(lifetime, LONGEST_SECONDS) : USUAL_SECONDS };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null; // judged by whoever asked
  }
}

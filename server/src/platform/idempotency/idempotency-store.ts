import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../database/data-sources.js';
import { AppError } from '../errors/app-error.js';
import { Keyring, type SecretPlace } from '../secrets/keyring.js';

/** What makes two requests the same request. */
export interface IdempotencyClaim {
  /** Who asks, `user:3`. */
  readonly principal: string;
  /** Method and route pattern. */
  readonly route: string;
  readonly key: string;
  /** SHA-256 of what is asked. */
  readonly hash: Buffer;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Row {
  body_hash: Buffer;
  response_status: number | null;
  response_body: string;
}

const HOURS = 24;

const TRY_LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked`;
const DROP_EXPIRED = `DELETE FROM idempotency_keys WHERE principal = $1 AND route = $2 AND key = $3 AND expires_at <= app_now()`;
const FIND = `SELECT body_hash, response_status, response_body FROM idempotency_keys WHERE principal = $1 AND route = $2 AND key = $3`;
const STORE = `
  INSERT INTO idempotency_keys (principal, route, key, body_hash, response_status, response_body, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, app_now() + make_interval(hours => ${HOURS}))`;

/** Hash of the address and the bytes of a request. */
export const hashOf = (path: string, body: Uint8Array): Buffer => createHash('sha256').update(path).update('\0').update(body).digest();

const placeOf = ({ principal, route, key }: Pick<IdempotencyClaim, 'principal' | 'route' | 'key'>): SecretPlace => ({
  table: 'idempotency_keys',
  column: 'response_body',
  rowId: `${principal} ${route} ${key}`,
});

/** Answers to requests that were made before, kept in the transaction of their effect. @see reliability SEC-15 */
@Injectable()
export class IdempotencyStore {
  constructor(
    private readonly sources: DataSources,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Takes the key for this transaction.
   * @returns the answer, when the request was made before
   * @throws AppError `CONFLICT` while the first request is running, `UNPROCESSABLE` when the key was used for another request
   */
  async claim(tx: EntityManager, { principal, route, key, hash }: IdempotencyClaim): Promise<StoredAnswer | undefined> {
    const [lock] = await tx.query<{ locked: boolean }[]>(TRY_LOCK, [`${principal} ${route} ${key}`]);
    if (lock?.locked !== true)
      throw new AppError('CONFLICT', 'The first request with this Idempotency-Key is still running', { retryAfter: 1 });
    await tx.query(DROP_EXPIRED, [principal, route, key]);
    const [row] = await tx.query<Row[]>(FIND, [principal, route, key]);
    if (row === undefined) return undefined;
    if (!row.body_hash.equals(hash)) throw new AppError('UNPROCESSABLE', 'This Idempotency-Key was used for another request');
    return {
      status: row.response_status ?? 200,
      body: JSON.parse(this.keyring.decrypt(row.response_body, placeOf({ principal, route, key }))),
    };
  }

  /** Keeps the answer for a day, sealed: it may hold a key that is shown this once. @see reliability SEC-71 */
  async store(tx: EntityManager, { principal, route, key, hash }: IdempotencyClaim, { status, body }: StoredAnswer): Promise<void> {
    const sealed = this.keyring.encrypt(JSON.stringify(body ?? null), placeOf({ principal, route, key }));
    await tx.query(STORE, [principal, route, key, hash, status, JSON.stringify(sealed)]);
  }

  /** Forgets answers nobody can ask for any more. */
  async sweep(): Promise<void> {
    await this.sources.get('upkeep').query('DELETE FROM idempotency_keys WHERE expires_at <= app_now()');
  }
}

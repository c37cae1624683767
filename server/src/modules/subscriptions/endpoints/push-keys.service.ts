import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { DataSources } from '../../../platform/database/data-sources.js';
import { Keyring, type SecretPlace } from '../../../platform/secrets/keyring.js';
import { SiteService } from '../../site/site.service.js';

/** How long a push service may take us for who we say we are, seconds; 24 hours at most. @see RFC 8292 §2 */
const LIFETIME_S = 43_200;
const COORDINATE_BYTES = 32;

const READ = `SELECT push_public_key AS "publicKey", push_private_key AS "privateKey" FROM instance WHERE push_public_key IS NOT NULL`;
/** Who was faster wins. */
const KEEP = `UPDATE instance SET push_public_key = $1, push_private_key = $2 WHERE push_public_key IS NULL`;

interface Stored {
  readonly publicKey: string;
  /** Sealed. */
  readonly privateKey: string;
}

interface Keys {
  /** Point on P-256, uncompressed, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** Where the sealed half stands. @see reliability SEC-71 */
export const PUSH_KEY_PLACE: SecretPlace = { table: 'instance', column: 'push_private_key', rowId: 1 };

/** The installation as push services know it: browsers subscribe to its public half, so it stays the same for ever. @see RFC 8292 */
@Injectable()
export class PushKeys {
  private known: Promise<Keys> | undefined;

  constructor(
    private readonly sources: DataSources,
    private readonly keyring: Keyring,
    private readonly site: SiteService,
    private readonly clock: Clock,
  ) {}

  /** What browsers are given, base64url. */
  async publicKey(): Promise<string> {
    return (await this.keys()).publicKey;
  }

  /** Value of `Authorization` for one push service. @param endpoint address of a subscription */
  async authorization(endpoint: string): Promise<string> {
    const { publicKey, privateKey } = await this.keys();
    const claims = { aud: new URL(endpoint).origin, exp: this.clock.now() + LIFETIME_S, sub: await this.site.baseUrl() };
    const body = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${body}.${signature.toString('base64url')}, k=${publicKey}`;
  }

  private keys(): Promise<Keys> {
    this.known ??= this.read().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async read(): Promise<Keys> {
    const db = this.sources.get('web');
    let [stored] = await db.query<Stored[]>(READ);
    if (stored === undefined) {
      const pair = createECDH('prime256v1');
      const publicKey = pair.generateKeys('base64url');
      await db.query(KEEP, [publicKey, this.keyring.encrypt(pair.getPrivateKey('base64url'), PUSH_KEY_PLACE)]);
      [stored] = await db.query<Stored[]>(READ);
    }
    if (stored === undefined) throw new Error('The keys for push services could not be kept');
    return opened(stored.publicKey, this.keyring.decrypt(stored.privateKey, PUSH_KEY_PLACE));
  }
}

function opened(publicKey: string, secret: string): Keys {
  const point = Buffer.from(publicKey, 'base64url');
  const coordinate = (index: number): string =>
    point.subarray(1 + index * COORDINATE_BYTES, 1 + (index + 1) * COORDINATE_BYTES).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(0), y: coordinate(1), d: padded(secret) };
  return { publicKey, privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) };
}

/** A number that begins with zeros is written without them. */
const padded = (secret: string): string => {
  const bytes = Buffer.from(secret, 'base64url');
  return Buffer.concat([Buffer.alloc(COORDINATE_BYTES - bytes.length), bytes]).toString('base64url');
};

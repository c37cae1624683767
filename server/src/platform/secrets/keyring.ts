import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Master {
  /** Names the key inside a ciphertext without giving it away. */
  readonly kid: string;
  readonly secret: string;
}

/** Where a ciphertext stands; one that was moved elsewhere does not open. */
export interface SecretPlace {
  table: string;
  column: string;
  rowId: string | number;
}

/**
 * Everything that is signed, hashed or encrypted under the installation's key. One derived key per purpose (HKDF-SHA256, RFC 5869);
 * earlier keys still read, only the present one writes.
 * @see reliability SEC-70, SEC-71, OPS-05
 */
export class Keyring {
  private readonly masters: readonly [Master, ...Master[]];
  private readonly derived = new Map<string, Buffer>();

  /**
   * @param secret the present key, at least 32 characters
   * @param previous earlier keys, newest first
   */
  constructor(secret: string, previous: readonly string[] = []) {
    const master = (each: string): Master => ({ secret: each, kid: derive(each, 'kid').toString('hex').slice(0, 8) });
    this.masters = [master(secret), ...previous.map(master)];
  }

  /** Id of the key that writes, 8 hexadecimal digits. */
  get kid(): string {
    return this.masters[0].kid;
  }

  /** HMAC-SHA256 of a text under the purpose's own key, 64 hexadecimal digits. */
  hmac(purpose: string, text: string): string {
    return this.hmacWith(this.masters[0], purpose, text);
  }

  /** The same under every key that is known, the present one first; for looking up what an earlier one wrote. */
  hmacs(purpose: string, text: string): string[] {
    return this.masters.map((master) => this.hmacWith(master, purpose, text));
  }

  /** Whether `candidate` is the HMAC of `text` under any known key, or its first `length` digits; takes the same time whatever it is. */
  isHmac(purpose: string, text: string, candidate: string, length = 64): boolean {
    const sent = Buffer.from(candidate);
    return this.hmacs(purpose, text)
      .map((hmac) => Buffer.from(hmac.slice(0, length)))
      .map((known) => known.length === sent.length && timingSafeEqual(known, sent))
      .some(Boolean);
  }

  /** AES-256-GCM under a random nonce, bound to its place. @returns `v1.kid.nonce.ciphertext.tag`, parts in base64url */
  encrypt(text: string, place: SecretPlace): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.masters[0], 'encryption'), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(aad(place));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [
      VERSION,
      this.kid,
      nonce.toString('base64url'),
      ciphertext.toString('base64url'),
      cipher.getAuthTag().toString('base64url'),
    ].join('.');
  }

  /** @throws SecretError when it was not written by a known key for this very place */
  decrypt(sealed: string, place: SecretPlace): string {
    const [version, kid, nonce, ciphertext, tag] = sealed.split('.');
    const master = this.masters.find((each) => each.kid === kid);
    if (version !== VERSION || !master || nonce === undefined || ciphertext === undefined || tag === undefined) {
      throw new SecretError(`A secret in ${place.table}.${place.column} was written under a key that is not known here`);
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(master, 'encryption'), Buffer.from(nonce, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(aad(place));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new SecretError(`A secret in ${place.table}.${place.column} does not belong where it stands`, { cause: error });
    }
  }

  /** Whether a stored text is a ciphertext of ours. */
  static isSealed(text: string): boolean {
    return /^v1\.[0-9a-f]{8}\.[\w-]+\.[\w-]*\.[\w-]+$/.test(text);
  }

  private hmacWith(master: Master, purpose: string, text: string): string {
    return createHmac('sha256', this.key(master, purpose)).update(text).digest('hex');
  }

  private key(master: Master, purpose: string): Buffer {
    const name = `${master.kid}/${purpose}`;
    const known = this.derived.get(name);
    if (known) return known;
    const key = derive(master.secret, purpose);
    this.derived.set(name, key);
    return key;
  }
}

/** A stored secret that cannot be read. Its message names the column, never the value. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

const derive = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'clarion', `clarion/v1/${purpose}`, 32));
const aad = ({ table, column, rowId }: SecretPlace): Buffer => Buffer.from(`${table}|${column}|${rowId}`);

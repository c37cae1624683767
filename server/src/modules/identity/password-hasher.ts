import { argon2 as argon2Callback, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';

const argon2 = promisify(
  argon2Callback as (algorithm: 'argon2id', parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void) => void,
);

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. @see SEC-72 */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const QUEUE = 50;

/** Hashes and checks passwords, two at a time, so that a burst of sign-ins cannot take the process' memory. @see SEC-68 */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Compared with when there is no such user, so that both answers cost the same. @see SEC-08 */
  private decoy: Promise<string> | undefined;

  /** @returns `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, the PHC string format */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const key = await this.derive(password, salt, COST);
    return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(key)}`;
  }

  /** Whether `password` is the one behind `hash`; with no hash at all the same work is done and the answer is no. */
  async verify(password: string, hash: string | null): Promise<boolean> {
    const parsed = parse(hash ?? (await (this.decoy ??= this.hash(randomBytes(16).toString('hex')))));
    if (!parsed) return false;
    const key = await this.derive(password, parsed.salt, parsed.cost, parsed.key.length);
    return timingSafeEqual(key, parsed.key) && hash !== null;
  }

  private async derive(
    password: string,
    nonce: Buffer,
    cost: { memory: number; passes: number; parallelism: number },
    tagLength = 32,
  ): Promise<Buffer> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= QUEUE) throw new AppError('UNAVAILABLE', 'Too many sign-ins at once, try again in a moment');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      return await argon2('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce, tagLength, ...cost });
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function parse(hash: string): { salt: Buffer; key: Buffer; cost: { memory: number; passes: number; parallelism: number } } | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash);
  if (!match) return null;
  const [, memory, passes, parallelism, salt, key] = match;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt!, 'base64'),
    key: Buffer.from(key!, 'base64'),
  };
}

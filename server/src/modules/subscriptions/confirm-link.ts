import { randomBytes } from 'node:crypto';
import type { Keyring } from '../../platform/secrets/keyring.js';

const KEY = 'subscriber-confirm';
const BYTES = 24;

/** How long the link of a code's mail is good: longer than the code, since it cannot be guessed. */
export const CONFIRM_LINK_HOURS = 24;

/** What a link in a code's mail says. */
export interface ConfirmLink {
  readonly userId: number;
  /** Of what stands in the link, hexadecimal; only this is kept. */
  readonly hash: string;
}

const hashOf = (keyring: Keyring, userId: number, secret: string): string => keyring.hmac(KEY, `${userId}:${secret}`);

/** A new link. @returns `token` for the address, and what is kept of it */
export function newConfirmLink(keyring: Keyring, userId: number): { token: string; hash: string } {
  const secret = randomBytes(BYTES).toString('base64url');
  return { token: `${userId}-${secret}`, hash: hashOf(keyring, userId, secret) };
}

/** @returns null for what no link of ours looks like */
export function readConfirmLink(keyring: Keyring, token: string): ConfirmLink | null {
  const [, id, secret = ''] = /^([1-9]\d{0,8})-([\w-]{32})$/.exec(token) ?? [];
  return id === undefined ? null : { userId: Number(id), hash: hashOf(keyring, Number(id), secret) };
}

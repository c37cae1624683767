import { LIMITS } from '@clarion/contract';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Ranked by how often they turn up in leaks, most common first, lower case. */
const COMMON = new Set<string>(dictionary['passwords-common'].slice(0, 10_000).map(String));

/**
 * Why a password may not be used, in words for the form, or null when it may.
 * @see admin-and-auth §6: 8 to 128 characters, a digit, a lower-case and an upper-case letter, not one of the 10 000 most common.
 */
export function refusePassword(password: string): string | null {
  if (password.length < LIMITS.passwordMinimum) return `Use at least ${LIMITS.passwordMinimum} characters`;
  if (password.length > LIMITS.password) return `Use at most ${LIMITS.password} characters`;
  if (!/\p{Ll}/u.test(password)) return 'Add a lower-case letter';
  if (!/\p{Lu}/u.test(password)) return 'Add an upper-case letter';
  if (!/\d/.test(password)) return 'Add a digit';
  if (COMMON.has(password.toLowerCase())) return 'This password is among the most common ones; choose another';
  return null;
}

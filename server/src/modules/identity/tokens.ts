import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie, a link or a key, URL-safe. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: its SHA-256. The token is random, so no salt or stretching is owed. @see reliability SEC-61 */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

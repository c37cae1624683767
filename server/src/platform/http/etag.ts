import { createHash } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';

const HASH_CHARS = 27;

/** A strong validator. @param parts what the representation depends on, in order */
export function etagOf(...parts: readonly (string | number | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(typeof part === 'number' ? String(part) : part).update('\0');
  return `"${hash.digest('base64url').slice(0, HASH_CHARS)}"`;
}

/** True when a list such as `"a", W/"b"` or `*` names the tag; weak prefixes do not matter when reading. @see RFC 9110 §13.1.2 */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const bare = etag.replace(/^W\//, '');
  return header.split(',').some((each) => each.trim().replace(/^W\//, '') === bare);
}

/**
 * Sets the validator of an answer.
 * @returns true when the client has it already: the status is 304 and the handler returns nothing
 */
export function isNotModified(request: FastifyRequest, reply: FastifyReply, etag: string): boolean {
  void reply.header('etag', etag);
  if (!matchesEtag(request.headers['if-none-match'], etag)) return false;
  void reply.code(304);
  return true;
}

/**
 * Refuses a write that was made from an older version. Without `If-Match` it passes: clients of the contract send none.
 * @throws AppError `PRECONDITION_FAILED`
 */
export function assertIfMatch(request: FastifyRequest, etag: string): void {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return;
  // Strong comparison: a weak tag never matches a write. @see RFC 9110 §13.1.1
  if (!header.split(',').some((each) => each.trim() === etag)) {
    throw new AppError('PRECONDITION_FAILED', 'Somebody else changed this in the meantime. Load it again and repeat your change.');
  }
}

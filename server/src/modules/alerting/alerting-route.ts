import type { FastifyRequest } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { idParam } from '../incidents/incident-route.js';

/** @param what `Trigger`, in the refusal @throws AppError `NOT_FOUND` for what is no id */
export function idOf(text: string, what: string): number {
  const id = idParam(text);
  if (id === null) throw notFound(what);
  return id;
}

export const etagOf = ({ version }: { version: number }): string => `"v${version}"`;

/** Called with a row as it is, inside the transaction: throws when the change was made from an older version. */
export type AssertCurrentVersion = (current: { version: number }) => void;

export const from =
  (request: FastifyRequest): AssertCurrentVersion =>
  (current) =>
    assertIfMatch(request, etagOf(current));

/** Unix seconds. */
export const unixOf = (date: Date): number => Math.floor(date.getTime() / 1_000);
export const unixOrNull = (date: Date | null): number | null => (date === null ? null : unixOf(date));

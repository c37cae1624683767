import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../../platform/errors/app-error.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import type { CopyKey } from '../copies/copy-key.js';
import { NoCopyError } from '../copies/no-copy.js';
import { type PageCopies } from '../copies/page-copies.js';
import { REVALIDATE } from './policies.js';
import { sendRepresentation } from './representation.js';

export const RETRY_SECONDS = 5;

/** A query parameter; what nobody knows counts as not sent. */
export const Choice = (name: string, description: string): MethodDecorator =>
  ApiQuery({ name, description, required: false, schema: { type: 'string' } });

/** The reader's zone and language. */
export const Variant = (): MethodDecorator =>
  applyDecorators(
    Choice('tz', 'IANA zone that days are read in, such as `Europe/Berlin`; else the cookie `clarion_tz`, else `UTC`.'),
    Choice(
      'lang',
      'Language of texts, one the site offers; else the cookie `localLang`, else what the browser speaks, else the site’s default.',
    ),
  );

export const Snapshot = (description: string): MethodDecorator =>
  ApiOkResponse({ description, schema: { type: 'object', additionalProperties: true } });

/**
 * Answers with a snapshot as JSON.
 * @param key null = there is certainly no such thing   @param name of what was asked for, for the one who finds nothing
 * @throws AppError `NOT_FOUND`, or `UNAVAILABLE` for what cannot be made at the moment
 */
export async function sendData(
  copies: Pick<PageCopies, 'data'>,
  request: FastifyRequest,
  reply: FastifyReply,
  key: CopyKey | null,
  name: string,
): Promise<void> {
  const data = key === null ? null : await copies.data(key).catch(unavailable);
  if (data === null) throw notFound(name);
  allowAnyOrigin(reply);
  sendRepresentation(request, reply, data, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': REVALIDATE });
}

/** @throws AppError `UNAVAILABLE` for what cannot be answered at the moment, anything else as it is */
export function unavailable(cause: unknown): never {
  if (!(cause instanceof NoCopyError)) throw cause;
  throw new AppError('UNAVAILABLE', 'This page cannot be read at the moment', { cause, retryAfter: RETRY_SECONDS });
}

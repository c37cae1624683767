import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { assertIfMatch, etagOf } from '../../platform/http/etag.js';
import { PageResponse, pathOfToken, toPageDto } from './dto/page.dto.js';
import type { PageRecord } from './page-records.js';
import { type AssertCurrent, PagesService } from './pages.service.js';

const found = new WeakMap<object, PageRecord>();

/**
 * Finds the page a route names before its body is read: an unknown page is 404 before a bad body is 400.
 * @see rest-api-v4 §1
 */
@Injectable()
export class PageGuard implements CanActivate {
  constructor(private readonly pages: PagesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { page_path?: string } }>>();
    const { page_path: token = '' } = request.params;
    // The home page answers to its token alone, and no text with a NUL ever reaches the database.
    const page = /^(~home|[a-z0-9_-]+)$/.test(token) ? await this.pages.find(pathOfToken(token)) : null;
    if (page === null) throw notFound('Page');
    found.set(request, page);
    return true;
  }
}

/** Parameter of a handler behind `PageGuard`: the page its route names, as it was before the body was read. */
export const CurrentPage = createParamDecorator((_data: unknown, context: ExecutionContext): PageRecord => {
  const page = found.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (page === undefined) throw new Error('A route asks for its page without PageGuard');
  return page;
});

/** The validator of a page: its own version, and what it says of its monitors. */
export const pageEtag = (record: PageRecord): string => etagOf(record.page.version, JSON.stringify(toPageDto(record)));

/** Holds `If-Match` against the page as it is; the refusal carries it, so that both versions can be shown side by side. */
export const currentFor =
  (request: FastifyRequest): AssertCurrent =>
  (current) => {
    try {
      assertIfMatch(request, pageEtag(current));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'PRECONDITION_FAILED') throw error;
      const details = [{ field: 'page', message: JSON.stringify(toPageDto(current)) }];
      throw new AppError(error.code, error.message, { details, headers: { etag: pageEtag(current) } });
    }
  };

/** A page as a change left it, with the validator for the next change. */
export function answer(record: PageRecord, reply: FastifyReply): PageResponse {
  void reply.header('etag', pageEtag(record));
  return { page: toPageDto(record) };
}

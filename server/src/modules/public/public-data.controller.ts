import { applyDecorators, Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/policy.js';
import { allowAnyOrigin } from '../../platform/http/security-headers.js';
import { clientKey } from '../../platform/rate-limit/rate-limit.guard.js';
import { pathOfToken } from '../pages/dto/page.dto.js';
import type { CopyKey, PageKey } from './copies/copy-key.js';
import { NoCopyError } from './copies/page-copies.js';
import { variantOf, viewOf } from './http/choice.js';
import { REVALIDATE } from './http/policies.js';
import { sendRepresentation } from './http/representation.js';
import { PublicPages } from './public-pages.service.js';
import { TooManyStreamsError } from './stream/page-streams.js';

const RETRY_SECONDS = 5;

/** A query parameter; what nobody knows counts as not sent. */
const Choice = (name: string, description: string): MethodDecorator =>
  ApiQuery({ name, description, required: false, schema: { type: 'string' } });
/** The reader's zone and language. */
const Variant = (): MethodDecorator =>
  applyDecorators(
    Choice('tz', 'IANA zone that days are read in, such as `Europe/Berlin`; else the cookie `clarion_tz`, else `UTC`.'),
    Choice('lang', 'Language of texts, one the site offers; else the cookie `clarion_lang`, else the site’s default.'),
  );
const Snapshot = (description: string): MethodDecorator =>
  ApiOkResponse({ description, schema: { type: 'object', additionalProperties: true } });

/** What the pages show, as data. Anybody's page may read it; cookies only choose zone and language. */
@Controller('api/v4/public')
@Public()
export class PublicDataController {
  constructor(private readonly pages: PublicPages) {}

  /** A page's snapshot; `~home` is the home page. `tz` and `lang` choose the reader's zone and language. */
  @Get('pages/:page_path/snapshot')
  @Variant()
  @Snapshot('Everything the page shows. Carries an ETag.')
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') token: string): Promise<void> {
    return this.send(request, reply, this.pageKey(request, token), `Page “${token}”`);
  }

  /** A page's changes as they come, as server-sent events. `Last-Event-ID` goes on from a version. */
  @Get('pages/:page_path/stream')
  @Variant()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events `hello`, `delta` and `reload`; their ids are versions of the page.', schema: { type: 'string' } })
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') token: string): Promise<void> {
    const key = this.pageKey(request, token);
    if (key === null) throw notFound(`Page “${token}”`);
    allowAnyOrigin(reply);
    const lastEventId = request.headers['last-event-id'];
    const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]));
    const isOpen = await this.answering(() =>
      this.pages.streams.open(key, clientKey(request.ip), typeof lastEventId === 'string' ? lastEventId : undefined, reply.raw, headers),
    );
    if (!isOpen) throw notFound(`Page “${token}”`);
    reply.hijack();
  }

  /** A monitor's own page. `range` and `day` choose the stretch of its past. */
  @Get('monitors/:tag/snapshot')
  @Variant()
  @Choice('range', 'Of the latency chart: `24h`, `7d`, `30d` or `90d`; else `24h`.')
  @Choice('day', 'A date such as `2026-11-20`, shown minute by minute.')
  @Snapshot('Everything the monitor’s page shows. Carries an ETag.')
  monitor(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('tag') tag: string): Promise<void> {
    const key: CopyKey = { kind: 'monitor', tag, pagePath: null, ...viewOf(request), ...variantOf(request, this.pages.locales) };
    return this.send(request, reply, key, `Monitor “${tag}”`);
  }

  /** null = there is certainly no such page */
  private pageKey(request: FastifyRequest, token: string): PageKey | null {
    const path = pathOfToken(token);
    return this.pages.mayExist(path) ? { kind: 'page', path, ...variantOf(request, this.pages.locales) } : null;
  }

  private async send(request: FastifyRequest, reply: FastifyReply, key: CopyKey | null, name: string): Promise<void> {
    const data = key === null ? null : await this.answering(() => this.pages.copies.data(key));
    if (data === null) throw notFound(name);
    allowAnyOrigin(reply);
    sendRepresentation(request, reply, data, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': REVALIDATE });
  }

  /** @throws AppError `UNAVAILABLE` for what cannot be answered at the moment */
  private async answering<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof NoCopyError)
        throw new AppError('UNAVAILABLE', 'This page cannot be read at the moment', { cause, retryAfter: RETRY_SECONDS });
      if (cause instanceof TooManyStreamsError)
        throw new AppError('UNAVAILABLE', 'Too many streams are open', { cause, retryAfter: RETRY_SECONDS * 12 });
      throw cause;
    }
  }
}

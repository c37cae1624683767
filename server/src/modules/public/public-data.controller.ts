import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/policy.js';
import { allowAnyOrigin } from '../../platform/http/security-headers.js';
import { clientKey } from '../../platform/rate-limit/rate-limit.guard.js';
import { pathOfToken } from '../pages/dto/page.dto.js';
import type { CopyKey, PageKey } from './copies/copy-key.js';
import { pageOf, variantOf, viewOf } from './http/choice.js';
import { Choice, RETRY_SECONDS, sendData, Snapshot, unavailable, Variant } from './http/data-answers.js';
import { PublicPages } from './public-pages.service.js';
import { TooManyStreamsError } from './stream/page-streams.js';

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
    const resumed = typeof lastEventId === 'string' ? lastEventId : undefined;
    const isOpen = await this.pages.streams.open(key, clientKey(request.ip), resumed, reply.raw, headers).catch((cause: unknown) => {
      if (!(cause instanceof TooManyStreamsError)) return unavailable(cause);
      throw new AppError('UNAVAILABLE', 'Too many streams are open', { cause, retryAfter: RETRY_SECONDS * 12 });
    });
    if (!isOpen) throw notFound(`Page “${token}”`);
    reply.hijack();
  }

  /** A monitor's own page. `range` and `day` choose the stretch of its past. */
  @Get('monitors/:tag/snapshot')
  @Variant()
  @Choice('range', 'Of the latency chart: `1h`, `3h`, `6h`, `12h`, `24h`, `48h`, `7d`, `14d`, `30d` or `90d`; else `24h`.')
  @Choice('days', 'Of the bars: `1`, `7`, `14`, `30`, `60` or `90`; else as many as the monitor shows.')
  @Choice('day', 'A date such as `2026-11-20`, shown minute by minute.')
  @Choice('page_path', 'A page that shows it, `~home` for the home page: links of the answer stay on it.')
  @Snapshot('Everything the monitor’s page shows. Carries an ETag.')
  monitor(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('tag') tag: string): Promise<void> {
    const token = pageOf(request);
    const pagePath = token === undefined ? null : pathOfToken(token);
    const key: CopyKey = { kind: 'monitor', tag, pagePath, ...viewOf(request), ...variantOf(request, this.pages.locales) };
    return this.send(request, reply, pagePath === null || this.pages.mayExist(pagePath) ? key : null, `Monitor “${tag}”`);
  }

  /** null = there is certainly no such page */
  private pageKey(request: FastifyRequest, token: string): PageKey | null {
    const path = pathOfToken(token);
    return this.pages.mayExist(path) ? { kind: 'page', path, ...variantOf(request, this.pages.locales) } : null;
  }

  private send(request: FastifyRequest, reply: FastifyReply, key: CopyKey | null, name: string): Promise<void> {
    return sendData(this.pages.copies, request, reply, key, name);
  }
}

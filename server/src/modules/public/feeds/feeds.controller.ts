import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { Public } from '../../../platform/http/policy.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import { isPagePath } from '../../pages/page-path.js';
import { sendRepresentation } from '../http/representation.js';
import { PublicPages } from '../public-pages.service.js';
import { FEED_FILES, type FeedFile, Feeds } from './feeds.service.js';

const TYPES = {
  'rss.xml': 'application/rss+xml; charset=utf-8',
  'atom.xml': 'application/atom+xml; charset=utf-8',
  'feed.json': 'application/feed+json; charset=utf-8',
  'calendar.ics': 'text/calendar; charset=utf-8',
} as const satisfies Record<FeedFile, string>;

const TAG = /^[a-z0-9][a-z0-9_-]*$/;
const OF_MONITOR = FEED_FILES.map((file) => `monitors/:tag/${file}`);

/** Feeds and calendars of the site, of its pages and of monitors. @see pages-site §11 */
@ApiExcludeController()
@Controller()
@Public()
export class FeedsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly pages: PublicPages,
  ) {}

  @Get([...FEED_FILES])
  ofSite(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, null, null);
  }

  @Get(FEED_FILES.map((file) => `:page_path/${file}`))
  ofPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') pagePath: string): Promise<void> {
    return this.send(request, reply, pagePath, null);
  }

  @Get(OF_MONITOR)
  ofMonitor(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('tag') tag: string): Promise<void> {
    return this.send(request, reply, null, tag);
  }

  /** On the host of a page its monitors are read below it. */
  @Get(OF_MONITOR.map((path) => `:page_path/${path}`))
  ofMonitorOfPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('page_path') pagePath: string,
    @Param('tag') tag: string,
  ): Promise<void> {
    return this.send(request, reply, pagePath, tag);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, pagePath: string | null, tag: string | null): Promise<void> {
    const file = FEED_FILES.find((name) => request.routeOptions.url?.endsWith(`/${name}`));
    const mayExist = (pagePath === null || (isPagePath(pagePath) && this.pages.mayExist(pagePath))) && (tag === null || TAG.test(tag));
    const found = mayExist && file !== undefined ? await this.feeds.file(file, { pagePath, tag }) : null;
    if (found === null || file === undefined) throw notFound('Feed');
    allowAnyOrigin(reply);
    sendRepresentation(request, reply, found, 200, { 'content-type': TYPES[file], 'cache-control': 'public, max-age=300' });
  }
}

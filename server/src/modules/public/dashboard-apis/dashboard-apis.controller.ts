import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { AppError, notFound } from '../../../platform/errors/app-error.js';
import { BodyLimit, Public, Unaudited } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import { pathOfToken } from '../../pages/dto/page.dto.js';
import { isPagePath } from '../../pages/page-path.js';
import { PageVersions } from '../../pages/page-versions.service.js';
import { pack, type Representation } from '../copies/document.js';
import { KeptAnswers, type Made } from '../copies/kept-answers.js';
import { sendRepresentation } from '../http/representation.js';
import { type BarWindow, DashboardApis } from './dashboard-apis.service.js';
import { isChartRange } from './latency-ranges.js';
import { MessageFilter } from './message.filter.js';
import { daysIn, instantIn, possibleTags, type Sent, tagIn, tagsIn, zoneIn } from './parameters.js';

const NO_PAGE = new Set(['', 'undefined', 'null']);
const SMALL_BODY = 4_096;
const READS = 'reads alone; the method is the contract’s';

const windowIn = (sent: Sent): BarWindow => ({
  timeZone: zoneIn(sent, 'tz'),
  days: daysIn(sent),
  endOfToday: sent['endOfDayTodayAtTz'] === undefined ? null : instantIn(sent, 'endOfDayTodayAtTz'),
});

const dayIn = (sent: Sent) => ({ from: instantIn(sent, 'startOfDayTodayAtTz'), to: instantIn(sent, 'nowAtTz') });

/** The public endpoints that sites already read. Newer ones are below `/api/v4/public`. @see pages-site §10 */
@ApiExcludeController()
@Controller('dashboard-apis')
@Public()
@UseFilters(MessageFilter)
@RateLimit({ name: 'dashboard-apis', limit: 600, seconds: 60, whenDown: 'pass' })
export class DashboardApisController {
  private readonly kept: KeptAnswers<Representation>;

  constructor(
    private readonly apis: DashboardApis,
    private readonly versions: PageVersions,
  ) {
    this.kept = new KeptAnswers({ versionOf: (id) => versions.versionOf(id), isOutage: isDatabaseUnavailable });
  }

  @Get('notifications')
  notifications(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Sent): Promise<void> {
    const tags = possibleTags(tagsIn(query)).sort();
    return this.send(request, reply, ['notifications', tags], 'Monitor', () => this.ofSite(() => this.apis.notifications(tags)));
  }

  @Get('pages')
  pages(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, ['pages'], 'Page', () => this.ofSite(() => this.apis.pages()));
  }

  @Get('monitor-bar')
  monitorBar(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Sent): Promise<void> {
    const tag = tagIn(query);
    const window = windowIn(query);
    return this.send(request, reply, ['bar', tag, window], 'Monitor', async () => {
      const { answer, basis } = await this.apis.bars(possibleTags([tag]), window);
      const bar = answer[tag];
      return bar === undefined ? null : { answer: bar, basis };
    });
  }

  @Get('monitor-bars')
  monitorBars(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Sent): Promise<void> {
    const tags = tagsIn(query);
    if (tags.length === 0) throw new AppError('BAD_REQUEST', 'tags is required');
    const window = windowIn(query);
    return this.send(request, reply, ['bars', tags, window], 'Monitor', async () => {
      const { answer: data, basis } = await this.apis.bars(possibleTags(tags), window);
      return { answer: { data, missingTags: tags.filter((tag) => !Object.hasOwn(data, tag)) }, basis };
    });
  }

  @Get('monitor-latency-chart')
  latencyChart(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query() query: Sent): Promise<void> {
    const tag = tagIn(query);
    const range = query['range'] ?? '24h';
    zoneIn(query, 'localTz');
    if (typeof range !== 'string' || !isChartRange(range)) throw new AppError('BAD_REQUEST', 'range is not known');
    const [possible] = possibleTags([tag]);
    return this.send(request, reply, ['chart', tag, range], 'Monitor', () =>
      possible === undefined ? Promise.resolve(null) : this.apis.chart(possible, range),
    );
  }

  @Post('monitor-day-status')
  @HttpCode(200)
  @BodyLimit(SMALL_BODY)
  @Unaudited(READS)
  @Header('access-control-allow-origin', '*')
  dayStatus(@Body() body: Sent) {
    return this.apis.dayStatus(this.tagOf(body), dayIn(body));
  }

  @Post('monitor-day-latency')
  @HttpCode(200)
  @BodyLimit(SMALL_BODY)
  @Unaudited(READS)
  @Header('access-control-allow-origin', '*')
  dayLatency(@Body() body: Sent) {
    return this.apis.dayLatency(this.tagOf(body), dayIn(body));
  }

  @Post('monitor-day-incidents')
  @HttpCode(200)
  @BodyLimit(SMALL_BODY)
  @Unaudited(READS)
  @Header('access-control-allow-origin', '*')
  dayIncidents(@Body() body: Sent) {
    return this.apis.dayIncidents(this.tagOf(body), dayIn(body));
  }

  @Post('monitor-day-maintenances')
  @HttpCode(200)
  @BodyLimit(SMALL_BODY)
  @Unaudited(READS)
  @Header('access-control-allow-origin', '*')
  dayMaintenances(@Body() body: Sent) {
    return this.apis.dayMaintenances(this.tagOf(body), dayIn(body));
  }

  @Post('events-by-month')
  @HttpCode(200)
  @BodyLimit(SMALL_BODY)
  @Unaudited(READS)
  @Header('access-control-allow-origin', '*')
  eventsByMonth(@Query('page_path') token: unknown, @Body() body: Sent) {
    const window = { from: this.numberIn(body, 'start_ts'), to: this.numberIn(body, 'end_ts') };
    const text = typeof token === 'string' ? token : '';
    const pagePath = NO_PAGE.has(text) ? null : pathOfToken(text);
    if (pagePath !== null && pagePath !== '' && !isPagePath(pagePath)) throw notFound('Page');
    return this.apis.eventsBetween(pagePath, window);
  }

  /** The contract takes numbers alone here. */
  private numberIn(body: Sent, name: string): number {
    if (typeof body[name] !== 'number') throw new AppError('BAD_REQUEST', `${name} must be a number`);
    return instantIn(body, name);
  }

  private tagOf(body: Sent): string {
    const tag = tagIn(body);
    if (possibleTags([tag]).length === 0) throw notFound('Monitor');
    return tag;
  }

  /** An answer about the whole site: any page's change makes it old. */
  private async ofSite<T>(make: () => Promise<T>): Promise<Made<T>> {
    const basis = new Map(this.versions.known().map(({ id, version }) => [id, version]));
    return { answer: await make(), basis };
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    key: readonly unknown[],
    name: string,
    make: () => Promise<Made<unknown> | null>,
  ): Promise<void> {
    const found = await this.kept.get(JSON.stringify(key), async () => {
      const made = await make();
      return made === null ? null : { answer: await pack('d', JSON.stringify(made.answer)), basis: made.basis };
    });
    if (found === null) throw notFound(name);
    allowAnyOrigin(reply);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=60' };
    sendRepresentation(request, reply, found, 200, headers);
  }
}

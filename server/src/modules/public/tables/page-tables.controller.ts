import { Readable } from 'node:stream';
import type { Snapshot } from '@clarion/contract';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { Public } from '../../../platform/http/policy.js';
import { isPagePath } from '../../pages/page-path.js';
import { type CopySubject, keyFor } from '../copies/copy-key.js';
import { variantOf, viewOf } from '../http/choice.js';
import { unavailable } from '../http/data-answers.js';
import { idOf } from '../http/event-address.js';
import { REVALIDATE } from '../http/policies.js';
import { holds } from '../http/representation.js';
import { PublicPages } from '../public-pages.service.js';
import { dayLatencyLines, dayLines, impactLines, latencyLines, periodLines } from './page-tables.js';

const TAG = /^[a-z0-9][a-z0-9_-]*$/;
/** Tables of a monitor's page by the names of their files. */
const OF_MONITOR = { days: dayLines, latency: latencyLines, periods: periodLines, 'day-latency': dayLatencyLines } as const;
type MonitorTable = keyof typeof OF_MONITOR;
const NAMES = Object.keys(OF_MONITOR) as MonitorTable[];

/** Tables of public pages as files: the same numbers, for those who go on counting. @see ux A11 */
@ApiExcludeController()
@Controller()
@Public()
export class PageTablesController {
  constructor(private readonly pages: PublicPages) {}

  @Get(NAMES.flatMap((name) => [`monitors/:tag/${name}.csv`, `:page_path/monitors/:tag/${name}.csv`]))
  async ofMonitor(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tag') tag: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const name = NAMES.find((each) => request.routeOptions.url?.endsWith(`/${each}.csv`));
    const isRight = TAG.test(tag) && this.mayStand(pagePath);
    const subject: CopySubject | null = isRight ? { kind: 'monitor', tag, pagePath: pagePath ?? null, ...viewOf(request) } : null;
    const snapshot = await this.snapshot(request, subject);
    if (snapshot?.kind !== 'monitor' || name === undefined) throw notFound('Table');
    const isOfDay = name === 'periods' || name === 'day-latency';
    if (isOfDay && snapshot.day === null) throw notFound('Day');
    const about = isOfDay ? snapshot.day!.date : name === 'latency' ? snapshot.latency.range : `${snapshot.monitor.days.length}d`;
    this.send(request, reply, snapshot.version, `${tag}-${name}-${about}`, OF_MONITOR[name](snapshot));
  }

  @Get(['incidents/:id/impact.csv', ':page_path/incidents/:id/impact.csv'])
  async ofIncident(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') text: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const id = this.mayStand(pagePath) ? idOf(text) : null;
    const snapshot = await this.snapshot(request, id === null ? null : { kind: 'incident', id, pagePath: pagePath ?? null });
    if (snapshot?.kind !== 'incident') throw notFound('Table');
    this.send(request, reply, snapshot.version, `incident-${id}-impact`, impactLines(snapshot));
  }

  private mayStand(pagePath: string | undefined): boolean {
    return pagePath === undefined || (isPagePath(pagePath) && this.pages.mayExist(pagePath));
  }

  private async snapshot(request: FastifyRequest, subject: CopySubject | null): Promise<Snapshot | null> {
    if (subject === null) return null;
    return this.pages.copies.snapshot(keyFor(subject, variantOf(request, this.pages.locales))).catch(unavailable);
  }

  /** Lines leave as they are made. @param about what the file holds, as its name */
  private send(request: FastifyRequest, reply: FastifyReply, version: string, about: string, lines: Iterable<string>): void {
    const tag = `${version}c-${about}`;
    void reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${about}.csv"`,
      'cache-control': REVALIDATE,
      'x-robots-tag': 'noindex',
      etag: `"${tag}"`,
    });
    if (holds(request.headers['if-none-match'], tag)) void reply.code(304).send();
    else void reply.send(Readable.from(lines));
  }
}

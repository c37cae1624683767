import { parseMonth } from '@clarion/domain';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/policy.js';
import { pathOfToken } from '../pages/dto/page.dto.js';
import type { EventKey } from './copies/copy-key.js';
import { filterOf, namesSeries, pageOf, variantOf } from './http/choice.js';
import { Choice, sendData, Snapshot, Variant } from './http/data-answers.js';
import { idOf } from './http/event-address.js';
import { PublicPages } from './public-pages.service.js';

const PAGE = 'Path of a status page: then its monitors alone are named, and what concerns none of them is not found.';

/** What the pages about incidents and maintenances show, as data. */
@Controller('api/v4/public')
@Public()
export class PublicEventsDataController {
  constructor(private readonly pages: PublicPages) {}

  /** An incident with its timeline. */
  @Get('incidents/:id/snapshot')
  @Variant()
  @Choice('page_path', PAGE)
  @Snapshot('Everything the incident’s page shows. Carries an ETag.')
  incident(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') text: string): Promise<void> {
    const id = idOf(text);
    return this.send(request, reply, id === null ? null : { kind: 'incident', id, ...this.common(request) }, `Incident “${text}”`);
  }

  /** Maintenances: running, planned, done. */
  @Get('maintenances/snapshot')
  @Variant()
  @Choice('page_path', PAGE)
  @Choice('monitor', 'Tag of a monitor: only its maintenances.')
  @Choice('from', 'First day, such as `2026-11-20`.')
  @Choice('to', 'Last day.')
  @Choice('page', 'Of those that are over, 1 or more.')
  @Snapshot('Everything the list shows. Carries an ETag.')
  maintenances(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, { kind: 'maintenances', ...filterOf(request), ...this.common(request) }, 'Page');
  }

  /** One occurrence of a maintenance. With `type=maintenance` the id is that of the series, which stands for its current occurrence. */
  @Get('maintenances/:id/snapshot')
  @Variant()
  @Choice('page_path', PAGE)
  @Choice('type', '`maintenance`: the id is that of a maintenance, not of an event.')
  @Snapshot('Everything the event’s page shows. Carries an ETag.')
  maintenance(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') text: string): Promise<void> {
    const id = idOf(text);
    const by = namesSeries(request) ? 'maintenance' : 'event';
    const key: EventKey | null = id === null ? null : { kind: 'maintenance', by, id, ...this.common(request) };
    return this.send(request, reply, key, `Maintenance “${text}”`);
  }

  /** A month of events, `2026-11` or `November-2026`. */
  @Get('events/:month/snapshot')
  @Variant()
  @Choice('page_path', PAGE)
  @Snapshot('Everything the calendar shows. Carries an ETag.')
  calendar(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('month') text: string): Promise<void> {
    const month = parseMonth(text);
    return this.send(request, reply, month === null ? null : { kind: 'calendar', month, ...this.common(request) }, `Month “${text}”`);
  }

  private common(request: FastifyRequest) {
    const token = pageOf(request);
    return { pagePath: token === undefined ? null : pathOfToken(token), ...variantOf(request, this.pages.locales) };
  }

  private send(request: FastifyRequest, reply: FastifyReply, key: EventKey | null, name: string): Promise<void> {
    const mayExist = key !== null && (key.pagePath === null || this.pages.mayExist(key.pagePath));
    return sendData(this.pages.copies, request, reply, mayExist ? key : null, name);
  }
}

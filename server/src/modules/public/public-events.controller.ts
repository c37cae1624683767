import { parseMonth } from '@clarion/domain';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/policy.js';
import { isPagePath } from '../pages/page-path.js';
import { CalendarFiles } from './calendar/calendar-files.service.js';
import type { EventKey } from './copies/copy-key.js';
import { filterOf, namesSeries, variantOf } from './http/choice.js';
import { idOf } from './http/event-address.js';
import { REVALIDATE } from './http/policies.js';
import { sendRepresentation } from './http/representation.js';
import { sendDocument } from './http/send-document.js';
import { PublicPages } from './public-pages.service.js';

const CALENDAR_FILE = /^(.+)\.ics$/;

/** Pages about incidents and maintenances, by themselves and below a status page: there they show its monitors alone. */
@Controller()
@Public()
export class PublicEventsController {
  constructor(
    private readonly pages: PublicPages,
    private readonly files: CalendarFiles,
  ) {}

  @Get('incidents/:id')
  incident(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.sendIncident(request, reply, id, null);
  }

  @Get(':page_path/incidents/:id')
  incidentOfPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('page_path') pagePath: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.sendIncident(request, reply, id, pagePath);
  }

  @Get('maintenances')
  maintenances(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sendList(request, reply, null);
  }

  @Get(':page_path/maintenances')
  maintenancesOfPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') pagePath: string): Promise<void> {
    return this.sendList(request, reply, pagePath);
  }

  /** The page of an occurrence or, with `.ics`, the occurrence for a calendar. */
  @Get('maintenances/:id')
  maintenance(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    return this.sendMaintenance(request, reply, id, null);
  }

  @Get(':page_path/maintenances/:id')
  maintenanceOfPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('page_path') pagePath: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.sendMaintenance(request, reply, id, pagePath);
  }

  @Get('events/:month')
  calendar(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('month') month: string): Promise<void> {
    return this.sendCalendar(request, reply, month, null);
  }

  @Get(':page_path/events/:month')
  calendarOfPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('page_path') pagePath: string,
    @Param('month') month: string,
  ): Promise<void> {
    return this.sendCalendar(request, reply, month, pagePath);
  }

  private sendIncident(request: FastifyRequest, reply: FastifyReply, text: string, pagePath: string | null): Promise<void> {
    const id = idOf(text);
    return this.send(request, reply, id === null ? null : { kind: 'incident', id, pagePath, ...this.variant(request) });
  }

  private sendList(request: FastifyRequest, reply: FastifyReply, pagePath: string | null): Promise<void> {
    return this.send(request, reply, { kind: 'maintenances', pagePath, ...filterOf(request), ...this.variant(request) });
  }

  private async sendMaintenance(request: FastifyRequest, reply: FastifyReply, text: string, pagePath: string | null): Promise<void> {
    const fileId = idOf(CALENDAR_FILE.exec(text)?.[1] ?? '');
    if (fileId !== null && this.mayExist(pagePath)) {
      const file = await this.files.maintenance(fileId, pagePath);
      if (file !== null) {
        const headers = { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': REVALIDATE };
        sendRepresentation(request, reply, file, 200, {
          ...headers,
          'content-disposition': `inline; filename="maintenance-${fileId}.ics"`,
        });
        return;
      }
    }
    const id = idOf(text);
    const by = namesSeries(request) ? 'maintenance' : 'event';
    await this.send(request, reply, id === null ? null : { kind: 'maintenance', by, id, pagePath, ...this.variant(request) });
  }

  private sendCalendar(request: FastifyRequest, reply: FastifyReply, text: string, pagePath: string | null): Promise<void> {
    const month = parseMonth(text);
    return this.send(request, reply, month === null ? null : { kind: 'calendar', month, pagePath, ...this.variant(request) });
  }

  private variant(request: FastifyRequest) {
    return variantOf(request, this.pages.locales);
  }

  private mayExist(pagePath: string | null): boolean {
    return pagePath === null || (isPagePath(pagePath) && this.pages.mayExist(pagePath));
  }

  private send(request: FastifyRequest, reply: FastifyReply, key: EventKey | null): Promise<void> {
    return sendDocument(this.pages, request, reply, key !== null && this.mayExist(key.pagePath) ? key : null);
  }
}

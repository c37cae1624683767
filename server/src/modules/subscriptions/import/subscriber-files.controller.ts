import { Readable } from 'node:stream';
import { LIMITS } from '@clarion/contract';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProduces, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { csvLines } from '../../../platform/csv/csv-text.js';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, Requires } from '../../../platform/http/policy.js';
import { JobResponse, toJobDto } from '../../jobs/dto/job.dto.js';
import { ImportCheckResponse, ImportSubscribersDto } from '../dto/import-subscribers.dto.js';
import { ExportSubscribersQuery } from '../dto/subscriber.dto.js';
import type { Scope } from '../scopes/scope.js';
import { filterOf } from '../subscribers.controller.js';
import { type SubscriberRecord, Subscribers } from '../subscribers.service.js';
import { ImportSubscribers } from './import-subscribers.service.js';
import { IMPORT_COLUMNS } from './subscriber-rows.js';

/** Columns of an export: those of an import, and what else is known. */
const COLUMNS = [
  ...IMPORT_COLUMNS,
  ...['sections', 'only_incidents', 'channel', 'address', 'time_zone', 'created_at', 'last_delivered_at'],
];

/** Subscribers as tables. */
@Controller('api/v4/subscribers')
export class SubscriberFilesController {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly imports: ImportSubscribers,
  ) {}

  /** Takes in a table of addresses, ACTIVE at once; with `dry_run` it is only looked over. */
  @Post('import')
  @HttpCode(200)
  @Requires('subscribers.write')
  @BodyLimit(LIMITS.jobBodyBytes)
  @ApiExtraModels(JobResponse, ImportCheckResponse)
  @ApiResponse({ status: 200, description: 'With `dry_run`.', schema: { $ref: getSchemaPath(ImportCheckResponse) } })
  @ApiResponse({ status: 202, description: 'A worker goes through the rows.', schema: { $ref: getSchemaPath(JobResponse) } })
  async import(
    @CurrentActor() actor: Actor,
    @Body() { csv, dry_run: isDry = false }: ImportSubscribersDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportCheckResponse | JobResponse> {
    if (isDry) {
      const { rows, valid, wouldAdd, wouldUpdate, errors } = await this.imports.check(csv);
      return { rows, valid, would_add: wouldAdd, would_update: wouldUpdate, errors: [...errors] };
    }
    const job = await this.imports.start(actor, csv);
    void reply.status(202);
    return { job: toJobDto(job, false) };
  }

  /** All subscribers that match, as a table an import reads. */
  @Get('export')
  @Requires('subscribers.read')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Query() query: ExportSubscribersQuery, @Res() reply: FastifyReply): void {
    void reply
      .headers({
        ...{ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' },
        'content-disposition': 'attachment; filename="subscribers.csv"',
      })
      .send(Readable.from(this.lines(query)));
  }

  private async *lines(query: ExportSubscribersQuery): AsyncGenerator<string> {
    yield* csvLines(COLUMNS, []);
    for await (const record of this.subscribers.all(filterOf(query))) yield csvLines(cellsOf(record), []).next().value as string;
  }
}

const namesOf = (scopes: readonly Scope[], type: Scope['type']): string =>
  scopes
    .filter((scope) => scope.type === type)
    .map((scope) => Object.values(scope)[1] as string | number)
    .join(';');

const cellsOf = (row: SubscriberRecord): string[] =>
  [
    ...[row.email, row.incidents ? 'yes' : 'no', row.maintenances ? 'yes' : 'no', row.locale],
    ...[namesOf(row.scopes, 'page'), namesOf(row.scopes, 'monitor'), row.state],
    ...[namesOf(row.scopes, 'section'), namesOf(row.scopes, 'incident')],
    ...[row.channel, row.address, row.timeZone, row.createdAt.toISOString(), row.lastDeliveredAt?.toISOString()],
  ].map((cell) => cell ?? '');

import { Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { JobDetailResponse, JobListResponse, JobResponse, ListJobsQuery, toJobDto, toJobErrorDto } from './dto/job.dto.js';
import { errorsCsv } from './errors-csv.js';
import { JobsService, type KnownJob } from './jobs.service.js';

/** Failed items that an answer carries; the file of them has all. */
const SHOWN_ERRORS = 1_000;

@Controller('api/v4/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  /** What was asked to be done to many things, the newest first. */
  @Get()
  @Requires()
  async list(@CurrentActor() actor: Actor, @Query() query: ListJobsQuery): Promise<JobListResponse> {
    const { whose = 'mine', state = null, limit = 20 } = query;
    return { jobs: (await this.jobs.list(actor, { whose, state, limit })).map(toDto) };
  }

  /** One job with its progress, and the items that failed. */
  @Get(':id')
  @Requires()
  async get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<JobDetailResponse> {
    const known = await this.jobs.get(actor, toId(id));
    return { job: toDto(known), errors: (await this.jobs.errors(known.job.id, SHOWN_ERRORS)).map(toJobErrorDto) };
  }

  /** All items that failed, as a table. */
  @Get(':id/errors.csv')
  @Requires()
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async errors(@CurrentActor() actor: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { job } = await this.jobs.get(actor, toId(id));
    void reply.header('content-disposition', `attachment; filename="job-${job.id}-errors.csv"`);
    return errorsCsv((await this.jobs.errors(job.id)).map(toJobErrorDto));
  }

  /** Takes the rest off: the item that is under way is finished, and what was done stays. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Requires()
  async cancel(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<JobResponse> {
    return { job: toDto(await this.jobs.cancel(actor, toId(id))) };
  }

  /** Starts a job that gives back the settings this one changed; what was changed again since stays. */
  @Post(':id/undo')
  @HttpCode(202)
  @Requires('monitors.write')
  async undo(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<JobResponse> {
    return { job: toDto(await this.jobs.undo(actor, toId(id))) };
  }
}

/** @throws AppError `NOT_FOUND` for anything that is no id */
function toId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('Job');
  return Number(text);
}

const toDto = ({ job, isUndone }: KnownJob) => toJobDto(job, isUndone);

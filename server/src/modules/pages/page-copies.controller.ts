import { Body, Controller, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { ArrangePageService } from './arrange-page.service.js';
import { DuplicatePageDto } from './dto/duplicate-page.dto.js';
import { PageResponse } from './dto/page.dto.js';
import type { PageRecord } from './page-records.js';
import { answer, CurrentPage, PageGuard } from './page-route.js';

@Controller('api/v4/pages/:page_path/duplicate')
@UseGuards(PageGuard)
export class PageCopiesController {
  constructor(private readonly arranging: ArrangePageService) {}

  /** Makes a page like this one as it is published: texts, settings, sections and monitors, but neither its host nor its draft. */
  @Post()
  @Requires('pages.write')
  async duplicate(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() { page_path: path, page_title: title }: DuplicatePageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResponse> {
    return answer(await this.arranging.duplicate(actor, page.id, path, title), reply);
  }
}

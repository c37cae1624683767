import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, OptionalBody, Requires } from '../../platform/http/policy.js';
import { PageResponse } from './dto/page.dto.js';
import { RestorePageDto, toTrashedPageDto, TrashedPageListResponse } from './dto/trashed-page.dto.js';
import { answer } from './page-route.js';
import { TrashPagesService } from './trash-pages.service.js';

@Controller('api/v4/trash/pages')
export class TrashPagesController {
  constructor(private readonly trash: TrashPagesService) {}

  /** Deleted pages that can be brought back, the newest first. */
  @Get()
  @Requires('pages.write')
  async list(): Promise<TrashedPageListResponse> {
    return { pages: (await this.trash.list()).map(toTrashedPageDto) };
  }

  /** Brings a page back with its sections and monitors. */
  @Post(':id/restore')
  @HttpCode(200)
  @Requires('pages.write')
  @OptionalBody()
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: RestorePageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResponse> {
    if (!/^[1-9]\d{0,8}$/.test(id)) throw notFound('Deleted page');
    return answer(await this.trash.restore(actor, Number(id), body.page_path ?? undefined), reply);
  }
}

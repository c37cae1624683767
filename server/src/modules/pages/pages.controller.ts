import { Body, Controller, Delete, Get, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { isNotModified } from '../../platform/http/etag.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { PageListResponse, PageResponse, tokenOfPath, toPageDto } from './dto/page.dto.js';
import { CreatePageDto, UpdatePageDto } from './dto/write-page.dto.js';
import type { PageRecord } from './page-records.js';
import { answer, currentFor, CurrentPage, PageGuard, pageEtag } from './page-route.js';
import { PagesService } from './pages.service.js';

@Controller('api/v4/pages')
export class PagesController {
  constructor(private readonly pages: PagesService) {}

  /** All pages, by id. */
  @Get()
  @Requires('pages.read')
  async list(): Promise<PageListResponse> {
    return { pages: (await this.pages.list()).map(toPageDto) };
  }

  /** Creates a page with its monitors. */
  @Post()
  @Requires('pages.write')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreatePageDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResponse> {
    return answer(await this.pages.create(actor, body), reply);
  }

  /** One page; its ETag goes into `If-Match` with a change. */
  @Get(':page_path')
  @Requires('pages.read')
  @UseGuards(PageGuard)
  get(
    @CurrentPage() page: PageRecord,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): PageResponse | undefined {
    return isNotModified(request, reply, pageEtag(page)) ? undefined : { page: toPageDto(page) };
  }

  /** Changes the members that are sent; `page_settings` are merged deeply, `monitors` replace the list. */
  @Patch(':page_path')
  @Requires('pages.write')
  @UseGuards(PageGuard)
  async update(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() body: UpdatePageDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResponse> {
    return answer(await this.pages.update(actor, page.id, body, currentFor(request)), reply);
  }

  /** Deletes a page; its path is free at once. The home page cannot be deleted. */
  @Delete(':page_path')
  @Requires('pages.write')
  @UseGuards(PageGuard)
  async remove(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.pages.remove(actor, page.id, currentFor(request));
    return { message: `Page ${tokenOfPath(page.pagePath)} deleted` };
  }
}

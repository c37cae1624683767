import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { PageSnapshot } from '@clarion/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../platform/http/etag.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, OptionalBody, Requires } from '../../platform/http/policy.js';
import { type AssertCurrentDraft, DraftPageService, type PageDraft } from './draft-page.service.js';
import { contentIn, PageDraftResponse, PreviewQuery, PublishDraftDto, toPageDraftDto, WritePageDraftDto } from './dto/page-draft.dto.js';
import { PageResponse, tokenOfPath } from './dto/page.dto.js';
import type { PageRecord } from './page-records.js';
import { answer, CurrentPage, PageGuard } from './page-route.js';
import { movedPath, settingsFrom } from './pages.service.js';
import { previewVariant } from './preview-variant.js';
import { Snapshots } from './snapshots.service.js';

@Controller('api/v4/pages/:page_path/draft')
@UseGuards(PageGuard)
export class PageDraftsController {
  constructor(
    private readonly drafts: DraftPageService,
    private readonly snapshots: Snapshots,
  ) {}

  /** Unpublished changes of a page; without any, the page as it is. */
  @Get()
  @Requires('pages.read')
  async get(
    @CurrentPage() page: PageRecord,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageDraftResponse | undefined> {
    const draft = await this.drafts.read(page);
    return isNotModified(request, reply, draftEtag(draft)) ? undefined : { draft: toPageDraftDto(draft) };
  }

  /** Stores a draft whole; nobody but editors sees it. */
  @Put()
  @Requires('pages.write')
  async save(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() body: WritePageDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageDraftResponse> {
    const content = contentIn(body, movedPath(page, body.page_path), settingsFrom(null, body.page_settings));
    const draft = await this.drafts.save(actor, page.id, content, currentFor(request));
    void reply.header('etag', draftEtag(draft));
    return { draft: toPageDraftDto(draft) };
  }

  /** Forgets what was not published. */
  @Delete()
  @Requires('pages.write')
  async discard(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.drafts.discard(actor, page.id, currentFor(request));
    return { message: `Draft of page ${tokenOfPath(page.pagePath)} discarded` };
  }

  /** Makes the draft the page, all of it at once. */
  @Post('publish')
  @HttpCode(200)
  @Requires('pages.write')
  @OptionalBody()
  async publish(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() { overwrite }: PublishDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageResponse> {
    return answer(await this.drafts.publish(actor, page.id, overwrite ?? false, currentFor(request)), reply);
  }

  /** What the draft would look like if it were published now: the same snapshot that the public page is drawn from. */
  @Get('snapshot')
  @Requires('pages.read')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async preview(@CurrentPage() page: PageRecord, @Query() query: PreviewQuery): Promise<PageSnapshot> {
    const { content } = await this.drafts.read(page);
    return this.snapshots.draft(page.page.id, content, previewVariant(query, this.snapshots.locales));
  }
}

/** The validator of a draft; while there is none, that of its absence. */
const draftEtag = ({ page: { page }, stored, isOutdated }: PageDraft): string =>
  etagOf('draft', page.id, page.version, stored?.version ?? 0, stored?.updatedAt.toISOString() ?? '', Number(isOutdated));

const currentFor =
  (request: FastifyRequest): AssertCurrentDraft =>
  (current) =>
    assertIfMatch(request, draftEtag(current));

import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Requires } from '../../../platform/http/policy.js';
import { DraftPageService } from '../../pages/draft-page.service.js';
import { DrawDraftQuery } from '../../pages/dto/page-draft.dto.js';
import type { PageRecord } from '../../pages/page-records.js';
import { CurrentPage, PageGuard } from '../../pages/page-route.js';
import { previewVariant } from '../../pages/preview-variant.js';
import { Snapshots } from '../../pages/snapshots.service.js';
import { PublicPages } from '../public-pages.service.js';
import { sendPreview } from './preview-document.js';

@Controller('api/v4/pages/:page_path/draft/preview')
@UseGuards(PageGuard)
export class DraftPreviewsController {
  constructor(
    private readonly drafts: DraftPageService,
    private readonly snapshots: Snapshots,
    private readonly pages: PublicPages,
  ) {}

  /** The draft as readers would see it, drawn by the page's own renderer: a document for a frame of the dashboard, without script. */
  @Get()
  @Requires('pages.read')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async get(@CurrentPage() page: PageRecord, @Query() query: DrawDraftQuery, @Res() reply: FastifyReply): Promise<void> {
    const { content } = await this.drafts.read(page);
    const variant = previewVariant(query, this.snapshots.locales);
    const snapshot = await this.snapshots.draft(page.page.id, content, variant, query.sample === 'incident');
    const { site } = snapshot;
    sendPreview(reply, await this.pages.draw({ ...snapshot, site: { ...site, theme: query.theme ?? site.theme } }));
  }
}

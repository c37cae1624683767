import { Body, Controller, Get, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { isNotModified } from '../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { ArrangePageService } from './arrange-page.service.js';
import { arrangementIn, PageSectionsResponse, toPageSections, WritePageSectionsDto } from './dto/page-sections.dto.js';
import type { PageRecord } from './page-records.js';
import { currentFor, CurrentPage, PageGuard, pageEtag } from './page-route.js';
import { arrangementOf } from './page-sections.js';

@Controller('api/v4/pages/:page_path/sections')
@UseGuards(PageGuard)
export class PageSectionsController {
  constructor(private readonly arranging: ArrangePageService) {}

  /** How the monitors of a page are arranged; `monitors` of the page is the flat order over all of it. */
  @Get()
  @Requires('pages.read')
  get(
    @CurrentPage() page: PageRecord,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): PageSectionsResponse | undefined {
    if (isNotModified(request, reply, pageEtag(page))) return undefined;
    return toPageSections(arrangementOf(page));
  }

  /** Replaces the arrangement whole: sections and monitors that are not named leave the page. */
  @Put()
  @Requires('pages.write')
  async replace(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() body: WritePageSectionsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageSectionsResponse> {
    const record = await this.arranging.arrange(actor, page.id, arrangementIn(body), currentFor(request));
    void reply.header('etag', pageEtag(record));
    return toPageSections(arrangementOf(record));
  }
}

import { Body, Controller, Get, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { PageDomainDto, WritePageDomainDto } from './dto/page-domain.dto.js';
import { PageDomainsService } from './page-domains.service.js';
import type { PageRecord } from './page-records.js';
import { currentFor, CurrentPage, PageGuard, pageEtag } from './page-route.js';

@Controller('api/v4/pages/:page_path/domain')
@UseGuards(PageGuard)
export class PageDomainsController {
  constructor(private readonly domains: PageDomainsService) {}

  /** The host whose front page this page is. */
  @Get()
  @Requires('pages.read')
  get(@CurrentPage() { page }: PageRecord): PageDomainDto {
    return { host: page.customDomain };
  }

  /** Makes the page the front page of a host, or of none. */
  @Put()
  @Requires('pages.write')
  async set(
    @CurrentActor() actor: Actor,
    @CurrentPage() { page }: PageRecord,
    @Body() { host }: WritePageDomainDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageDomainDto> {
    const record = await this.domains.set(actor, page.id, host, currentFor(request));
    void reply.header('etag', pageEtag(record));
    return { host: record.page.customDomain };
  }
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/policy.js';
import { isPagePath } from '../pages/page-path.js';
import type { CopyKey } from './copies/copy-key.js';
import { variantOf, viewOf } from './http/choice.js';
import { sendDocument } from './http/send-document.js';
import { sendRepresentation } from './http/representation.js';
import { PublicPages } from './public-pages.service.js';

/** Pages for people. What is no page, and no file of the page, is the designed 404. */
@Controller()
@Public()
export class PublicPagesController {
  constructor(private readonly pages: PublicPages) {}

  @Get()
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, { kind: 'page', path: '', ...this.variant(request) });
  }

  @Get('monitors/:tag')
  monitor(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('tag') tag: string): Promise<void> {
    return this.send(request, reply, { kind: 'monitor', tag, pagePath: null, ...viewOf(request), ...this.variant(request) });
  }

  /** A page, or a file of the page's bundle: those have a dot in their names, paths of pages have none. */
  @Get(':page_path')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') path: string): Promise<void> {
    const asset = await this.pages.assets.get(path);
    if (asset !== null) {
      sendRepresentation(request, reply, asset, 200, { 'content-type': asset.contentType, 'cache-control': asset.cacheControl });
      return;
    }
    const key: CopyKey = { kind: 'page', path, ...this.variant(request) };
    await this.send(request, reply, isPagePath(path) && this.pages.mayExist(path) ? key : null);
  }

  @Get(':page_path/monitors/:tag')
  monitorOfPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('page_path') pagePath: string,
    @Param('tag') tag: string,
  ): Promise<void> {
    const key: CopyKey = { kind: 'monitor', tag, pagePath, ...viewOf(request), ...this.variant(request) };
    return this.send(request, reply, isPagePath(pagePath) && this.pages.mayExist(pagePath) ? key : null);
  }

  @Get('*')
  nothing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, null);
  }

  private variant(request: FastifyRequest) {
    return variantOf(request, this.pages.locales);
  }

  /** @param key null = there is certainly nothing */
  private send(request: FastifyRequest, reply: FastifyReply, key: CopyKey | null): Promise<void> {
    return sendDocument(this.pages, request, reply, key);
  }
}

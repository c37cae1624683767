import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/policy.js';
import { isPagePath } from '../pages/page-path.js';
import type { CopyKey } from './copies/copy-key.js';
import type { Document } from './copies/document.js';
import { NoCopyError } from './copies/page-copies.js';
import { variantOf, viewOf } from './http/choice.js';
import { sendPlainPage } from './http/plain-page.js';
import { documentHeaders } from './http/policies.js';
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
  private async send(request: FastifyRequest, reply: FastifyReply, key: CopyKey | null): Promise<void> {
    try {
      const found = key === null ? null : await this.pages.document(key);
      const document = found ?? (await this.notFound(request));
      if (document === null) {
        sendPlainPage(reply, 404);
        return;
      }
      sendRepresentation(request, reply, document, document.status, documentHeaders(document));
    } catch (error) {
      if (!(error instanceof NoCopyError)) throw error;
      sendPlainPage(reply, 503);
    }
  }

  /** @returns null when it cannot be made now: the address is unknown all the same */
  private async notFound(request: FastifyRequest): Promise<Document | null> {
    try {
      return await this.pages.document({ kind: 'not-found', ...this.variant(request) });
    } catch (error) {
      if (error instanceof NoCopyError) return null;
      throw error;
    }
  }
}

import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { Public } from '../../../platform/http/policy.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import { isPagePath } from '../../pages/page-path.js';
import { type CopySubject, keyFor } from '../copies/copy-key.js';
import { pack, type Representation } from '../copies/document.js';
import { variantOf, viewOf } from '../http/choice.js';
import { unavailable } from '../http/data-answers.js';
import { idOf } from '../http/event-address.js';
import { REVALIDATE } from '../http/policies.js';
import { sendRepresentation } from '../http/representation.js';
import { PublicPages } from '../public-pages.service.js';
import { pageMarkdown } from './page-markdown.js';

const HEADERS = {
  'content-type': 'text/markdown; charset=utf-8',
  'cache-control': REVALIDATE,
  // People find the page itself.
  'x-robots-tag': 'noindex',
};
const TAG = /^[a-z0-9][a-z0-9_-]*$/;

/** Pages as Markdown, for tools that read and do not look. They say what the pages say, in the same zones and languages. */
@ApiExcludeController()
@Controller()
@Public()
export class MarkdownPagesController {
  /** One text a snapshot: it goes with it. */
  private readonly texts = new WeakMap<object, Promise<Representation>>();

  constructor(private readonly pages: PublicPages) {}

  @Get('index.md')
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, { kind: 'page', path: '' });
  }

  @Get([':page_path.md', ':page_path/index.md'])
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') path: string): Promise<void> {
    return this.send(request, reply, this.isPage(path) ? { kind: 'page', path } : null);
  }

  @Get(['monitors/:tag.md', ':page_path/monitors/:tag.md'])
  monitor(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tag') tag: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const isRight = TAG.test(tag) && this.mayStand(pagePath);
    return this.send(request, reply, isRight ? { kind: 'monitor', tag, pagePath: pagePath ?? null, ...viewOf(request) } : null);
  }

  @Get(['incidents/:id.md', ':page_path/incidents/:id.md'])
  incident(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') text: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const id = this.mayStand(pagePath) ? idOf(text) : null;
    return this.send(request, reply, id === null ? null : { kind: 'incident', id, pagePath: pagePath ?? null });
  }

  @Get(['maintenances/:id.md', ':page_path/maintenances/:id.md'])
  maintenance(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') text: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const id = this.mayStand(pagePath) ? idOf(text) : null;
    return this.send(request, reply, id === null ? null : { kind: 'maintenance', by: 'event', id, pagePath: pagePath ?? null });
  }

  private isPage(path: string): boolean {
    return isPagePath(path) && this.pages.mayExist(path);
  }

  private mayStand(pagePath: string | undefined): boolean {
    return pagePath === undefined || this.isPage(pagePath);
  }

  private async send(request: FastifyRequest, reply: FastifyReply, subject: CopySubject | null): Promise<void> {
    const text = subject === null ? null : await this.textOf(subject, request).catch(unavailable);
    if (text === null) throw notFound('Page');
    allowAnyOrigin(reply);
    sendRepresentation(request, reply, text, 200, HEADERS);
  }

  private async textOf(subject: CopySubject, request: FastifyRequest): Promise<Representation | null> {
    const snapshot = await this.pages.copies.snapshot(keyFor(subject, variantOf(request, this.pages.locales)));
    if (snapshot === null) return null;
    const known = this.texts.get(snapshot);
    if (known !== undefined) return known;
    const text = pageMarkdown(snapshot);
    if (text === null) return null;
    const made = pack(`${snapshot.version}t`, text);
    this.texts.set(snapshot, made);
    return made;
  }
}

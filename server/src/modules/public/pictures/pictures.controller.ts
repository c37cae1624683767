import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { Public } from '../../../platform/http/policy.js';
import { isPagePath } from '../../pages/page-path.js';
import type { CopySubject } from '../copies/copy-key.js';
import { unavailable } from '../http/data-answers.js';
import { idOf } from '../http/event-address.js';
import { represent } from '../http/representation.js';
import { PublicPages } from '../public-pages.service.js';
import { Pictures } from './pictures.service.js';

const FILE = 'og.png';
const TAG = /^[a-z0-9][a-z0-9_-]*$/;

/** Pictures of pages for links in other places. @see pages-site §12 */
@ApiExcludeController()
@Controller()
@Public()
export class PicturesController {
  constructor(
    private readonly pictures: Pictures,
    private readonly pages: PublicPages,
  ) {}

  @Get(FILE)
  ofHome(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, { kind: 'page', path: '' });
  }

  @Get(`:page_path/${FILE}`)
  ofPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('page_path') path: string): Promise<void> {
    return this.send(request, reply, this.isPage(path) ? { kind: 'page', path } : null);
  }

  @Get([`monitors/:tag/${FILE}`, `:page_path/monitors/:tag/${FILE}`])
  ofMonitor(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tag') tag: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const isRight = TAG.test(tag) && this.mayStand(pagePath);
    const view = { range: '24h', day: null } as const;
    return this.send(request, reply, isRight ? { kind: 'monitor', tag, pagePath: pagePath ?? null, ...view } : null);
  }

  @Get([`incidents/:id/${FILE}`, `:page_path/incidents/:id/${FILE}`])
  ofIncident(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') text: string,
    @Param('page_path') pagePath?: string,
  ): Promise<void> {
    const id = this.mayStand(pagePath) ? idOf(text) : null;
    return this.send(request, reply, id === null ? null : { kind: 'incident', id, pagePath: pagePath ?? null });
  }

  @Get([`maintenances/:id/${FILE}`, `:page_path/maintenances/:id/${FILE}`])
  ofMaintenance(
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
    const picture = subject === null ? null : await this.pictures.of(subject).catch(unavailable);
    if (picture === null) throw notFound('Picture');
    // Packed already: codings would only cost time. Others embed it, that is what it is for.
    const headers = { 'content-type': 'image/png', 'cache-control': 'public, max-age=300', 'cross-origin-resource-policy': 'cross-origin' };
    const answer = represent({ 'if-none-match': request.headers['if-none-match'] }, picture, 200, headers);
    void reply.code(answer.status).headers(answer.headers);
    void (answer.status === 304 ? reply.send() : reply.send(answer.body));
  }
}

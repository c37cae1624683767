import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/policy.js';
import { SiteService } from './site.service.js';
import { siteStyle } from './site-style.js';

/** The style sheet of the public pages, and of nothing else: the dashboard never loads it. @see reliability SEC-51 */
@ApiExcludeController()
@Controller('assets/site')
@Public()
export class SiteStyleController {
  constructor(private readonly site: SiteService) {}

  /** A copy of a page may still name an earlier sheet: it gets the newest, and asks again soon. */
  @Get(':file')
  async get(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const settings = new Map((await this.site.list()).map(({ key, value }) => [key, value]));
    const style = /^[0-9a-f]{16}\.css$/.test(file) ? siteStyle(settings) : null;
    if (style === null) throw notFound('Style sheet');
    const lifetime = style.file === file ? 'max-age=31536000, immutable' : 'max-age=60';
    void reply.headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': `public, ${lifetime}` });
    return style.css;
  }
}

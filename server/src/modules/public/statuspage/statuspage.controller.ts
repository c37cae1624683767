import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { Public } from '../../../platform/http/policy.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import { pathOfToken } from '../../pages/dto/page.dto.js';
import { isPagePath } from '../../pages/page-path.js';
import { sendRepresentation } from '../http/representation.js';
import { STATUSPAGE_FILES, Statuspages } from './statuspage.service.js';

/** What aggregators and bots read of other status pages, of ours; `page_path` names another page than the home page. */
@ApiExcludeController()
@Controller('api/v2')
@Public()
export class StatuspageController {
  constructor(private readonly pages: Statuspages) {}

  @Get(STATUSPAGE_FILES)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('page_path') token: unknown): Promise<void> {
    const file = STATUSPAGE_FILES.find((name) => request.routeOptions.url?.endsWith(`/v2/${name}`));
    const pagePath = typeof token === 'string' ? pathOfToken(token) : '';
    const mayExist = pagePath === '' || isPagePath(pagePath);
    const found = mayExist && file !== undefined ? await this.pages.file(file, pagePath) : null;
    if (found === null) throw notFound('Page');
    allowAnyOrigin(reply);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=30' };
    sendRepresentation(request, reply, found, 200, headers);
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Requires } from '../../../platform/http/policy.js';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';

/** Styles in the text, as mails have them, pictures from anywhere, and nothing that runs or leads anywhere. */
const POLICY = [
  ...[`default-src 'none'`, `style-src 'unsafe-inline'`, `img-src https: http: data:`, `base-uri 'none'`, `form-action 'none'`],
  ...[`frame-ancestors 'self'`, 'sandbox allow-same-origin'],
].join('; ');
const EMPTY = '<!doctype html><html lang="en"><head><meta name="robots" content="noindex"><title>Mail</title></head><body></body></html>';

/** An empty sheet for the dashboard's pictures of mails: its own policy would take their styles away. */
@Controller('api/v4/mail-frame')
export class MailFrameController {
  @Get()
  @Requires()
  @ApiExcludeEndpoint()
  get(@Res() reply: FastifyReply): void {
    setContentSecurityPolicy(reply, POLICY);
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, max-age=3600' }).send(EMPTY);
  }
}

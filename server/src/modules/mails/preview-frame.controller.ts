import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { setContentSecurityPolicy } from '../../platform/http/security-headers.js';
import { Requires } from '../../platform/http/policy.js';

/** Nothing runs, nothing is sent; styles and pictures are those of any mail. */
const POLICY = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `img-src 'self' data: https: http:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
].join('; ');

/**
 * An empty document for the editor's preview. The dashboard's own policy allows no styles of mails, and a document that the dashboard made
 * would have that policy: this one has its own, and no script.
 */
@ApiExcludeController()
@Controller('api/v4/email-templates/preview-frame')
export class PreviewFrameController {
  @Get()
  @Requires('email_templates.read')
  frame(@Res() reply: FastifyReply): void {
    setContentSecurityPolicy(reply, POLICY);
    void reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, max-age=3600' })
      .send('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body></body></html>');
  }
}

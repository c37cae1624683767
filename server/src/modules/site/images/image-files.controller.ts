import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../../platform/errors/app-error.js';
import { etagOf, isNotModified } from '../../../platform/http/etag.js';
import { Public } from '../../../platform/http/policy.js';
import { setContentSecurityPolicy } from '../../../platform/http/security-headers.js';
import { ImagesService } from './images.service.js';

const ID = /^[A-Za-z0-9]{16}\.(png|jpg)$/;
const YEAR = 31_536_000;

/** Uploaded images, for everybody. @see pages-site §17, reliability SEC-53 */
@ApiExcludeController()
@Controller('assets/images')
@Public()
export class ImageFilesController {
  constructor(private readonly images: ImagesService) {}

  @Get(':id')
  async get(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const image = ID.test(id) ? await this.images.read(id) : null;
    if (image === null) throw notFound('Image');
    void reply.headers({ 'cache-control': `public, max-age=${YEAR}, immutable`, 'content-type': image.mimeType });
    setContentSecurityPolicy(reply, "default-src 'none'; sandbox");
    return isNotModified(request, reply, etagOf(id)) ? undefined : image.data;
  }
}

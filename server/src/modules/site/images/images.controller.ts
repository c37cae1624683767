import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { Actor } from '../../../platform/http/actor.js';
import { BodyLimit, CurrentActor, RawBody, Requires } from '../../../platform/http/policy.js';
import { ImageListResponse, ImageResponse, toImageDto, UploadImageQuery } from '../dto/image.dto.js';
import { ImagesService } from './images.service.js';

/** Bytes of an upload. @see pages-site §17 */
const UPLOAD_BYTES = 2 * 1024 * 1024;

@Controller('api/v4/images')
export class ImagesController {
  constructor(private readonly images: ImagesService) {}

  /** Uploaded images, the newest first. */
  @Get()
  @Requires('images.write')
  async list(): Promise<ImageListResponse> {
    return { images: (await this.images.list()).map(toImageDto) };
  }

  /** Uploads a PNG, JPEG, WebP or HEIC file as the body; it is written anew, no larger than its purpose needs, without metadata. */
  @Post()
  @Requires('images.write')
  @RawBody()
  @BodyLimit(UPLOAD_BYTES)
  @ApiConsumes('image/png', 'image/jpeg', 'image/webp', 'image/heic')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async upload(@CurrentActor() actor: Actor, @Query() query: UploadImageQuery, @Body() file: Buffer): Promise<ImageResponse> {
    return { image: toImageDto(await this.images.add(actor, file, query.purpose ?? 'default', query.name ?? null)) };
  }
}

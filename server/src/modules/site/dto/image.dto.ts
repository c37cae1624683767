import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { ImageFacts } from '../images/images.service.js';
import { IMAGE_PURPOSES, type ImagePurpose } from '../images/reencode-image.js';

const PURPOSES = Object.keys(IMAGE_PURPOSES) as ImagePurpose[];

/** What an uploaded image is for, and how it was called. */
export class UploadImageQuery {
  /** Decides its size; `default` when absent. */
  @ApiProperty({ enum: PURPOSES, required: false }) @IsOptional() @IsIn(PURPOSES) purpose?: ImagePurpose;
  /** Name of the file, for people. @example logo.png */
  @IsOptional() @IsString() @MaxLength(255) name?: string;
}

/** An uploaded image. */
export class ImageDto {
  /** @example 4fQm2vXk9TzB1aLc.png */
  id: string;
  /** Path below the base path. @example /assets/images/4fQm2vXk9TzB1aLc.png */
  url: string;
  /** @example image/png */
  mime_type: string;
  /** Name of the file that was uploaded. */
  original_name: string | null;
  /** Pixels. */
  @ApiProperty({ type: 'integer' }) width: number;
  @ApiProperty({ type: 'integer' }) height: number;
  /** Bytes. */
  @ApiProperty({ type: 'integer' }) size: number;
  created_at: string;
}

/** `{ image }` */
export class ImageResponse {
  image: ImageDto;
}

/** `{ images }`, the newest first. */
export class ImageListResponse {
  images: ImageDto[];
}

export const toImageDto = ({ id, mimeType, originalName, width, height, size, createdAt }: ImageFacts): ImageDto => ({
  id,
  url: `/assets/images/${id}`,
  mime_type: mimeType,
  original_name: originalName,
  width,
  height,
  size,
  created_at: createdAt.toISOString(),
});

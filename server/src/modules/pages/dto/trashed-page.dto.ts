import { LIMITS } from '@clarion/contract';
import type { PageEntity } from '@clarion/database/pages/page.entity';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trim } from '../../monitors/dto/rules.js';

/** A deleted page. */
export class TrashedPageDto {
  id: number;
  /** It had this path, which another page may have by now. @example eu-region */
  page_path: string;
  page_title: string;
  deleted_at: string;
}

/** `{ pages }`, the newest first. */
export class TrashedPageListResponse {
  pages: TrashedPageDto[];
}

/** How a deleted page comes back. */
export class RestorePageDto {
  /** Another path; needed when the old one has been taken. */
  @IsOptional() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_path?: string | null;
}

export const toTrashedPageDto = ({ id, pagePath, pageTitle, deletedAt }: PageEntity): TrashedPageDto => ({
  id,
  page_path: pagePath,
  page_title: pageTitle,
  deleted_at: deletedAt!.toISOString(),
});

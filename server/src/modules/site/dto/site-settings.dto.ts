import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ANY_VALUE } from '../../../platform/http/any-value.js';

/** A key of the catalogue: what it holds now, and what a new site has. */
export class SettingDto {
  key: string;
  /** Null where nothing was chosen. */
  @ApiProperty(ANY_VALUE) value: unknown;
  /** Null where a new site has none. */
  @ApiProperty(ANY_VALUE) default: unknown;
  /** Accepted, stored and returned for older clients; changes nothing. */
  is_legacy: boolean;
}

/** `{ settings }`: every key of the catalogue, stored or not. */
export class SettingsResponse {
  settings: SettingDto[];
}

/** Several keys at once: all of them, or none. */
export class ChangeSettingsDto {
  /** New values by key; each replaces the old one whole. */
  @IsOptional() @IsObject() values?: Record<string, unknown> | null;
  /** Keys that go back to what a new site has. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @MaxLength(255, { each: true }) reset?: string[] | null;
}

/** What unsaved settings would do. */
export class SettingsPreviewDto {
  /** The home page drawn with them, below the base path; for editors alone. */
  url: string;
  /** Unix seconds; gone from then on. */
  @ApiProperty({ type: 'integer' }) expires_at: number;
  /** What is left of the footer's HTML. */
  footer_html: string;
  /** Message of the announcement, whatever its times say; empty without one. */
  announcement_html: string;
  /** The file that search engines read. */
  robots_txt: string;
}

/** `{ preview }` */
export class SettingsPreviewResponse {
  preview: SettingsPreviewDto;
}

/** How the preview is drawn. */
export class DrawPreviewQuery {
  /** Instead of the site's own. */
  @IsOptional() @IsIn(['light', 'dark']) theme?: 'light' | 'dark';
  /** Language; the site's default when absent. @example de */
  @IsOptional() @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'lang must be a language such as de' }) lang?: string;
}

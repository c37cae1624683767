import { LIMITS } from '@clarion/contract';
import type { PageContent } from '@clarion/database/pages/page-draft.entity';
import { SECTION_OPENS, type SectionOpen } from '@clarion/database/pages/page-section.entity';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { ANY_VALUE } from '../../../platform/http/any-value.js';
import { IsLink, Trim } from '../../monitors/dto/rules.js';
import type { PageDraft } from '../draft-page.service.js';
import type { PageChange } from '../page-content.js';
import { tokenOfPath } from './page.dto.js';
import { arrangementIn, WritePageSectionsDto } from './page-sections.dto.js';

const SUBJECTS = ['page', 'setting', 'section', 'monitor', 'order'] as const satisfies readonly PageChange['subject'][];
const KINDS = ['added', 'removed', 'changed', 'moved'] as const satisfies readonly PageChange['kind'][];

/** A section of a draft. */
export class DraftSectionDto {
  /** null = it is new. */
  @ApiProperty({ type: 'integer', nullable: true }) id: number | null;
  name: string;
  /** Markdown. */
  description: string | null;
  @ApiProperty({ enum: SECTION_OPENS }) open: SectionOpen;
  /** Tags, in their order. */
  monitors: string[];
}

/** Everything of a page that an editor changes. */
export class PageContentDto {
  /** `~home` for the home page. */
  page_path: string;
  page_title: string;
  page_header: string;
  /** Markdown. */
  page_subheader: string | null;
  page_logo: string | null;
  /** Only what was chosen; the rest follows the site and the defaults. */
  @ApiProperty({ type: 'object', additionalProperties: true }) page_settings: Record<string, unknown>;
  /** Tags of the list without a name. */
  unsectioned: string[];
  sections: DraftSectionDto[];
}

/** One thing that publishing would change. */
export class PageChangeDto {
  @ApiProperty({ enum: SUBJECTS }) subject: PageChange['subject'];
  @ApiProperty({ enum: KINDS }) kind: PageChange['kind'];
  /** Member of the page, path of the setting, name of the section, tag of the monitor; of an order the list's name. */
  name: string;
  /** null = there was none. */
  @ApiProperty(ANY_VALUE) before: unknown;
  /** null = there is none. */
  @ApiProperty(ANY_VALUE) after: unknown;
}

/** Unpublished changes of a page; without any, the page as it is. */
export class PageDraftDto {
  content: PageContentDto;
  changes: PageChangeDto[];
  /** False while nobody has changed anything. */
  is_stored: boolean;
  /** The page was changed after the draft was begun. */
  is_outdated: boolean;
  /** Who changed it last. */
  author: string | null;
  updated_at: string | null;
}

/** `{ draft }` */
export class PageDraftResponse {
  draft: PageDraftDto;
}

/** A draft as it shall be, whole. */
export class WritePageDraftDto extends WritePageSectionsDto {
  /** The home page has `~home`, and keeps it. */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_path: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_title: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_header: string;
  /** Markdown. */
  @IsOptional() @IsString() @MaxLength(LIMITS.description) page_subheader?: string | null;
  /** URL or `/assets/images/{id}`. */
  @IsOptional() @IsString() @MaxLength(255) @IsLink() page_logo?: string | null;
  /** What is chosen; everything else follows the site and the defaults. */
  @IsObject({ message: 'page_settings must be an object' }) page_settings: Record<string, unknown>;
}

/** For whom a draft is previewed. */
export class PreviewQuery {
  /** IANA zone that days are read in; `UTC` when absent. @example Europe/Berlin */
  @IsOptional() @IsString() @MaxLength(64) tz?: string;
  /** Language; the site's default when absent. @example de */
  @IsOptional() @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'lang must be a language such as de' }) lang?: string;
}

const THEMES = ['light', 'dark'] as const;
const SAMPLES = ['incident'] as const;

/** How a draft is drawn. */
export class DrawDraftQuery extends PreviewQuery {
  /** What the reader's device asks for; else as the site says. */
  @ApiProperty({ enum: THEMES, required: false }) @IsOptional() @IsIn(THEMES) theme?: (typeof THEMES)[number];
  /** Adds something that is not there: `incident`, to see what one looks like. */
  @ApiProperty({ enum: SAMPLES, required: false }) @IsOptional() @IsIn(SAMPLES) sample?: (typeof SAMPLES)[number];
}

/** How a draft is published. */
export class PublishDraftDto {
  /** Also when the page was changed after the draft was begun; those changes are lost. */
  @IsOptional() @IsBoolean() overwrite?: boolean | null;
}

/** @param path the page will have @param settings that were checked */
export function contentIn(body: WritePageDraftDto, path: string, settings: PageContent['pageSettings']): PageContent {
  const { unsectioned, sections } = arrangementIn(body);
  return {
    pagePath: path,
    pageTitle: body.page_title,
    pageHeader: body.page_header,
    pageSubheader: body.page_subheader ?? null,
    pageLogo: body.page_logo ?? null,
    pageSettings: settings,
    unsectioned: [...unsectioned],
    sections: sections.map((section) => ({ ...section, monitors: [...section.monitors] })),
  };
}

export const toPageDraftDto = ({ content, changes, stored, isOutdated }: PageDraft): PageDraftDto => ({
  content: {
    page_path: tokenOfPath(content.pagePath),
    page_title: content.pageTitle,
    page_header: content.pageHeader,
    page_subheader: content.pageSubheader,
    page_logo: content.pageLogo,
    page_settings: { ...content.pageSettings },
    unsectioned: content.unsectioned,
    sections: content.sections,
  },
  changes: [...changes],
  is_stored: stored !== null,
  is_outdated: isOutdated,
  author: stored?.author ?? null,
  updated_at: stored?.updatedAt.toISOString() ?? null,
});

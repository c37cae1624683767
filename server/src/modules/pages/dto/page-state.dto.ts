import { ApiProperty } from '@nestjs/swagger';
import type { PageState, PageStates } from '../page-states.service.js';
import { tokenOfPath } from './page.dto.js';

/** What waits to be published on a page. */
export class DraftStateDto {
  /** Things that publishing would change. */
  @ApiProperty({ type: 'integer' }) changes: number;
  /** The page was changed after the draft was begun. */
  is_outdated: boolean;
  /** Who changed it last. */
  author: string;
  updated_at: string;
}

/** A page as a row of the dashboard. */
export class PageStateDto {
  @ApiProperty({ type: 'integer' }) id: number;
  /** `~home` for the home page. @example eu-region */
  page_path: string;
  page_title: string;
  page_header: string;
  page_logo: string | null;
  /** The host whose front page it is. */
  host: string | null;
  /** On it, hidden and paused ones too. */
  @ApiProperty({ type: 'integer' }) monitor_count: number;
  @ApiProperty({ type: 'integer' }) section_count: number;
  /** null = nothing waits. */
  @ApiProperty({ type: DraftStateDto, nullable: true }) draft: DraftStateDto | null;
  updated_at: string;
}

/** All pages in the order of the switcher. */
export class PageStatesResponse {
  pages: PageStateDto[];
  /** Somebody chose that order; else it is by id. */
  is_ordered: boolean;
}

const toPageStateDto = ({ record: { page, monitors, sections }, draft }: PageState): PageStateDto => ({
  id: page.id,
  page_path: tokenOfPath(page.pagePath),
  page_title: page.pageTitle,
  page_header: page.pageHeader ?? '',
  page_logo: page.pageLogo,
  host: page.customDomain,
  monitor_count: monitors.length,
  section_count: sections.length,
  draft: draft && {
    changes: draft.changes,
    is_outdated: draft.isOutdated,
    author: draft.author,
    updated_at: draft.updatedAt.toISOString(),
  },
  updated_at: page.updatedAt.toISOString(),
});

export const toPageStates = ({ pages, isOrdered }: PageStates): PageStatesResponse => ({
  pages: pages.map(toPageStateDto),
  is_ordered: isOrdered,
});

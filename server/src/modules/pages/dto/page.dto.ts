import type { Lifecycle, MonitorType, PageSettings } from '@clarion/contract';
import { ApiProperty } from '@nestjs/swagger';
import type { PageRecord, PlacedMonitor } from '../page-records.js';
import { fullPageSettings } from '../page-settings.js';

/** How the home page is called where an empty path cannot stand. */
export const HOME_TOKEN = '~home';

/** The path behind a path segment of the API. */
export const pathOfToken = (token: string): string => (token === HOME_TOKEN ? '' : token);

/** How the API writes a path. */
export const tokenOfPath = (path: string): string => (path === '' ? HOME_TOKEN : path);

/** A monitor in its place on a page. */
export class PageMonitorDto {
  monitor_tag: string;
  @ApiProperty({ type: 'integer' }) position: number;
  tag: string;
  name: string;
  description: string | null;
  image: string | null;
  monitor_type: MonitorType;
  status: Lifecycle;
}

/** A public status page. */
export class PageDto {
  @ApiProperty({ type: 'integer' }) id: number;
  /** `~home` for the home page. @example eu-region */
  page_path: string;
  page_title: string;
  page_header: string;
  /** Markdown. */
  page_subheader: string | null;
  page_logo: string | null;
  /** The whole tree, with the defaults of what was not chosen. */
  @ApiProperty({ type: 'object', additionalProperties: true }) page_settings: PageSettings;
  /** Ordered by position. */
  monitors: PageMonitorDto[];
  created_at: string;
  updated_at: string;
}

/** `{ pages }`: all pages, by id. */
export class PageListResponse {
  pages: PageDto[];
}

/** `{ page }` */
export class PageResponse {
  page: PageDto;
}

const toPageMonitorDto = ({ tag, position, name, description, image, monitorType, status }: PlacedMonitor): PageMonitorDto => ({
  monitor_tag: tag,
  position,
  tag,
  name,
  description,
  image,
  monitor_type: monitorType,
  status,
});

export const toPageDto = ({ page, monitors }: PageRecord): PageDto => ({
  id: page.id,
  page_path: tokenOfPath(page.pagePath),
  page_title: page.pageTitle,
  page_header: page.pageHeader ?? '',
  page_subheader: page.pageSubheader,
  page_logo: page.pageLogo,
  page_settings: fullPageSettings(page.pageSettingsJson),
  monitors: monitors.map(toPageMonitorDto),
  created_at: page.createdAt.toISOString(),
  updated_at: page.updatedAt.toISOString(),
});

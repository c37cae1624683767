import type { LayoutStyle, PageSettings } from '@clarion/contract';

/** What waits to be published on a page. */
export interface DraftState {
  /** Things that publishing would change. */
  changes: number;
  /** The page was changed after the draft was begun. */
  is_outdated: boolean;
  author: string;
  updated_at: string;
}

/** A page as a row of the dashboard. Instants are ISO 8601. */
export interface PageState {
  id: number;
  /** `~home` for the home page. */
  page_path: string;
  page_title: string;
  page_header: string;
  page_logo: string | null;
  /** The host whose front page it is. */
  host: string | null;
  monitor_count: number;
  section_count: number;
  /** null = nothing waits. */
  draft: DraftState | null;
  updated_at: string;
}

/** All pages in the order of the switcher. */
export interface PageStatesResponse {
  pages: PageState[];
  /** Somebody chose that order; else it is by id. */
  is_ordered: boolean;
}

/** A deleted page that can be brought back. */
export interface TrashedPage {
  id: number;
  /** It had this path, which another page may have by now. */
  page_path: string;
  page_title: string;
  deleted_at: string;
}

export interface TrashedPagesResponse {
  pages: TrashedPage[];
}

/** A page as v4 answers it. @see rest-api-v4 §7 */
export interface Page {
  id: number;
  page_path: string;
  page_title: string;
  page_header: string;
  page_settings: PageSettings;
}

export interface PageResponse {
  page: Page;
}

/** What is sent to create a page; the rest has defaults. */
export interface NewPage {
  page_path: string;
  page_title: string;
  page_header: string;
}

export type SectionOpen = 'always' | 'affected' | 'never';

/** A section as an editor left it. */
export interface DraftSection {
  /** null = it is new. */
  id: number | null;
  name: string;
  /** Markdown. */
  description: string | null;
  open: SectionOpen;
  /** Tags, in their order. */
  monitors: string[];
}

/** Settings as they are stored: what was chosen and nothing else. @see pages-site §3 */
export type ChosenSettings = Readonly<Record<string, unknown>> & { readonly monitor_layout_style?: LayoutStyle };

/** Everything of a page that an editor changes. */
export interface PageContent {
  page_path: string;
  page_title: string;
  page_header: string;
  page_subheader: string | null;
  page_logo: string | null;
  page_settings: ChosenSettings;
  /** Tags of the list without a name. */
  unsectioned: string[];
  sections: DraftSection[];
}

/** One thing that publishing would change. */
export interface PageChange {
  subject: 'page' | 'setting' | 'section' | 'monitor' | 'order';
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Member of the page, path of the setting, name of the section, tag of the monitor; of an order the list's name. */
  name: string;
  before: unknown;
  after: unknown;
}

/** Unpublished changes of a page; without any, the page as it is. */
export interface PageDraft {
  content: PageContent;
  changes: PageChange[];
  is_stored: boolean;
  is_outdated: boolean;
  author: string | null;
  updated_at: string | null;
}

export interface PageDraftResponse {
  draft: PageDraft;
}

export interface PageDomain {
  /** null = it has none of its own. */
  host: string | null;
}

import type { PageContent, PageDraft, PageState, TrashedPage } from '../app/api/pages.js';

/** A page on which nothing waits. */
export const aPageState = (page: Partial<PageState> = {}): PageState => ({
  id: 2,
  page_path: 'eu',
  page_title: 'Europe',
  page_header: 'European services',
  page_logo: null,
  host: null,
  monitor_count: 3,
  section_count: 1,
  draft: null,
  updated_at: '2026-03-02T10:15:02.000Z',
  ...page,
});

export const aTrashedPage = (page: Partial<TrashedPage> = {}): TrashedPage => ({
  id: 9,
  page_path: 'old',
  page_title: 'Old page',
  deleted_at: '2026-03-02T10:15:02.000Z',
  ...page,
});

/** Two monitors without a section, and one in “Shop”. */
export const aContent = (content: Partial<PageContent> = {}): PageContent => ({
  page_path: 'eu',
  page_title: 'Europe',
  page_header: 'European services',
  page_subheader: null,
  page_logo: null,
  page_settings: {},
  unsectioned: ['a', 'b'],
  sections: [{ id: 7, name: 'Shop', description: null, open: 'always', monitors: ['c'] }],
  ...content,
});

/** Nothing waits. */
export const aPageDraft = (draft: Partial<PageDraft> = {}): PageDraft => ({
  content: aContent(),
  changes: [],
  is_stored: false,
  is_outdated: false,
  author: null,
  updated_at: null,
  ...draft,
});

import type { ParamMap, Params } from '@angular/router';
import type { PageState } from '../../api/pages.js';

export const VIEWS = ['pages', 'order', 'trash'] as const;
export type View = (typeof VIEWS)[number];

/** What the list shows: all of it stands in the address. */
export interface ListQuery {
  text: string;
  view: View;
  /** Only pages on which something waits to be published. */
  isUnpublished: boolean;
}

/** Reads the address; what it does not understand counts as absent. */
export const readQuery = (params: ParamMap): ListQuery => ({
  text: params.get('q') ?? '',
  view: VIEWS.find((view) => view === params.get('view')) ?? 'pages',
  isUnpublished: params.get('unpublished') === '1',
});

/** The address of a query: defaults are left out, so that plain stays plain. */
export const writeQuery = ({ text, view, isUnpublished }: ListQuery): Params => ({
  q: text || null,
  view: view === 'pages' ? null : view,
  unpublished: isUnpublished ? '1' : null,
});

/** Whether a page is among those that are looked for: by title, path or host. */
export function matches(page: PageState, { text, isUnpublished }: ListQuery): boolean {
  if (isUnpublished && page.draft === null) return false;
  const wanted = text.trim().toLowerCase();
  return [page.page_title, page.page_path, page.page_header, page.host ?? ''].some((each) => each.toLowerCase().includes(wanted));
}

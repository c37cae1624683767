import type { Snapshot } from '@clarion/contract';

import type { Scope } from '../chrome/subscribing';

/** A page with what can be chosen on it. */
export interface PageOutline {
  /** Empty = home. */
  path: string;
  title: string;
  /** Sections with a name. Services without one come first, as `id: null`. */
  sections: readonly { id: number | null; name: string; monitors: readonly { tag: string; name: string }[] }[];
}

/** A line of the list: what it stands for, and what of a higher rank contains it. */
export interface ScopeLine {
  scope: Scope;
  name: string;
  kind: Scope['type'];
  within: readonly Scope[];
}

/** The home page by the name that the server gives it. */
const HOME = '~home';

const keyOf = (scope: Scope): string => {
  switch (scope.type) {
    case 'page':
      return `page ${scope.page_path || HOME}`;
    case 'section':
      return `section ${scope.section_id}`;
    case 'monitor':
      return `monitor ${scope.monitor_tag}`;
    case 'incident':
      return `incident ${scope.incident_id}`;
  }
};

export const isSame = (one: Scope, other: Scope): boolean => keyOf(one) === keyOf(other);
export const includes = (scopes: readonly Scope[], scope: Scope): boolean => scopes.some((each) => isSame(each, scope));

/** Everything that can be chosen on some pages, in the order of reading. Pages have a line of their own where there are several. */
export const linesOf = (pages: readonly PageOutline[]): ScopeLine[] =>
  pages.flatMap(({ path, title, sections }) => {
    const page: Scope = { type: 'page', page_path: path || HOME };
    const own = pages.length > 1 ? [{ scope: page, name: title, kind: 'page' as const, within: [] }] : [];
    return [
      ...own,
      ...sections.flatMap(({ id, name, monitors }): ScopeLine[] => {
        const section: Scope[] = id === null ? [] : [{ type: 'section', section_id: id }];
        const heads = section.map((scope) => ({ scope, name, kind: 'section' as const, within: [page] }));
        const rows = monitors.map((monitor) => ({
          scope: { type: 'monitor', monitor_tag: monitor.tag } as const,
          name: monitor.name,
          kind: 'monitor' as const,
          within: [page, ...section],
        }));
        return [...heads, ...rows];
      }),
    ];
  });

/** Is it heard of by way of something that contains it? */
export const isCovered = (line: ScopeLine, chosen: readonly Scope[]): boolean => line.within.some((scope) => includes(chosen, scope));

/** Takes a line or leaves it. What a taken line contains need not be named any more. */
export const toggled = (line: ScopeLine, chosen: readonly Scope[], lines: readonly ScopeLine[]): readonly Scope[] => {
  if (includes(chosen, line.scope)) return chosen.filter((scope) => !isSame(scope, line.scope));
  const below = lines.filter(({ within }) => includes(within, line.scope)).map(({ scope }) => scope);
  return [...chosen.filter((scope) => !includes(below, scope)), line.scope];
};

/** What a snapshot of a page has to choose from; null for other snapshots. */
export const outlineOf = (snapshot: Snapshot): PageOutline | null => {
  if (snapshot.kind !== 'page') return null;
  const { page, sections, monitors } = snapshot;
  const names = new Map(monitors.map(({ tag, name }) => [tag, name]));
  return {
    path: page.path,
    title: page.title,
    sections: sections.map(({ id, name, tags }) => ({
      id: name !== null && /^\d+$/.test(id) ? Number(id) : null,
      name: name ?? '',
      monitors: tags.flatMap((tag) => (names.has(tag) ? [{ tag, name: names.get(tag)! }] : [])),
    })),
  };
};

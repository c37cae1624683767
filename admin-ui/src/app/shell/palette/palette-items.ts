import type { MonitorState } from '../../api/monitors.js';
import type { IconName } from '../../ui/icon-paths.js';
import { fuzzyScore } from './fuzzy.js';

/** One line of the palette: a place to go, or something to do. */
export interface PaletteItem {
  id: string;
  label: string;
  /** What kind of thing it is, at the end of the line. */
  kind: string;
  icon: IconName;
  keys?: readonly string[];
  run: () => unknown;
}

const MONITOR_VERBS = ['open', 'pause', 'resume', 'edit', 'hide', 'show', 'test'];
const SHOWN = 12;

/** The part of the query that names a monitor: `pause check` asks the server for `check`. */
export function monitorText(query: string): string {
  const [first = '', ...rest] = query.trim().split(/\s+/);
  const isVerb = first.length >= 3 && MONITOR_VERBS.some((verb) => verb.startsWith(first.toLowerCase()));
  return isVerb ? rest.join(' ') : query.trim();
}

/** Best matches first; with no query, what was used last, then the given order. */
export function rank(items: readonly PaletteItem[], query: string, recent: readonly string[]): PaletteItem[] {
  const recency = (item: PaletteItem) => (recent.includes(item.id) ? recent.length - recent.indexOf(item.id) : 0);
  return items
    .map((item, index) => ({ item, index, score: fuzzyScore(query, item.label) }))
    .filter((entry): entry is typeof entry & { score: number } => entry.score !== null)
    .sort((a, b) => b.score + recency(b.item) - (a.score + recency(a.item)) || a.index - b.index)
    .slice(0, SHOWN)
    .map(({ item }) => item);
}

export interface MonitorDeeds {
  canWrite: boolean;
  open: (tag: string) => unknown;
  edit: (tag: string) => unknown;
  setActive: (monitor: MonitorState, isActive: boolean) => unknown;
  setHidden: (monitor: MonitorState, isHidden: boolean) => unknown;
}

/** Everything the palette can do with one monitor. */
export function monitorItems(monitor: MonitorState, deeds: MonitorDeeds): PaletteItem[] {
  const { tag, name } = monitor;
  const isActive = monitor.status === 'ACTIVE';
  const isHidden = monitor.is_hidden === 'YES';
  const open: PaletteItem = { id: `open:${tag}`, label: name, kind: `Monitor ${tag}`, icon: 'monitors', run: () => deeds.open(tag) };
  if (!deeds.canWrite) return [open];
  return [
    open,
    {
      id: `active:${tag}`,
      label: `${isActive ? 'Pause' : 'Resume'} ${name}`,
      kind: 'Action',
      icon: isActive ? 'pause' : 'play',
      run: () => deeds.setActive(monitor, !isActive),
    },
    { id: `edit:${tag}`, label: `Edit ${name}`, kind: 'Action', icon: 'edit', run: () => deeds.edit(tag) },
    {
      id: `hidden:${tag}`,
      label: `${isHidden ? 'Show' : 'Hide'} ${name}`,
      kind: 'Action',
      icon: isHidden ? 'eye' : 'eyeOff',
      run: () => deeds.setHidden(monitor, !isHidden),
    },
  ];
}

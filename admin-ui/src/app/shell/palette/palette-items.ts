import type { IncidentSummary } from '../../api/incidents.js';
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
const INCIDENT_VERBS = ['post', 'update', 'to', 'open', 'edit', 'incident'];
const SHOWN = 12;

/** The part of the query that names a monitor: `pause check` asks the server for `check`. */
export function monitorText(query: string): string {
  const [first = '', ...rest] = query.trim().split(/\s+/);
  const isVerb = first.length >= 3 && MONITOR_VERBS.some((verb) => verb.startsWith(first.toLowerCase()));
  return isVerb ? rest.join(' ') : query.trim();
}

/** The part of the query that names an incident: `post update to checkout` asks the server for `checkout`. */
export function incidentText(query: string): string {
  const words = query.trim().split(/\s+/);
  const name = words.findIndex((word) => !INCIDENT_VERBS.some((verb) => verb.startsWith(word.toLowerCase()) && word.length >= Math.min(3, verb.length)));
  return name < 0 ? '' : words.slice(name).join(' ');
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

export interface IncidentDeeds {
  canWrite: boolean;
  open: (id: number) => unknown;
  edit: (id: number) => unknown;
  post: (id: number) => unknown;
}

/** Everything the palette can do with one incident. */
export function incidentItems({ id, title, state }: IncidentSummary, deeds: IncidentDeeds): PaletteItem[] {
  const open: PaletteItem = {
    id: `incident:${id}`,
    label: title,
    kind: `Incident ${id}`,
    icon: 'incidents',
    run: () => deeds.open(id),
  };
  if (!deeds.canWrite) return [open];
  const post: PaletteItem = {
    id: `post:${id}`,
    label: `Post update to ${title}`,
    kind: 'Action',
    icon: 'incidents',
    run: () => deeds.post(id),
  };
  const edit: PaletteItem = { id: `edit-incident:${id}`, label: `Edit ${title}`, kind: 'Action', icon: 'edit', run: () => deeds.edit(id) };
  return state === 'RESOLVED' ? [open, edit] : [open, post, edit];
}

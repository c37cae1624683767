import { isDeepStrictEqual } from 'node:util';
import type { DraftSection, PageContent } from '@clarion/database/pages/page-draft.entity';
import type { PageRecord } from './page-records.js';
import { arrangementOf, monitorsIn } from './page-sections.js';
import { isTree } from './page-settings.js';

/** One difference between two versions of a page. */
export interface PageChange {
  /** What it is about; `order` is that of sections, or of monitors within a list. */
  subject: 'page' | 'setting' | 'section' | 'monitor' | 'order';
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Member of the page, path of the setting, name of the section, tag of the monitor; of an order the list's name. */
  name: string;
  /** null = there was none. Of a monitor the name of its section, empty for the list without one. */
  before: unknown;
  after: unknown;
}

/** Everything of a page that an editor changes, as it is published. */
export function contentOf(record: PageRecord): PageContent {
  const { page } = record;
  const { unsectioned, sections } = arrangementOf(record);
  return {
    pagePath: page.pagePath,
    pageTitle: page.pageTitle,
    pageHeader: page.pageHeader ?? '',
    pageSubheader: page.pageSubheader,
    pageLogo: page.pageLogo,
    pageSettings: page.pageSettingsJson,
    unsectioned: [...unsectioned],
    sections: sections.map((section) => ({ ...section, monitors: [...section.monitors] })),
  };
}

/** A content without monitors that are gone. @param living tags */
export function withoutGone(content: PageContent, living: ReadonlySet<string>): PageContent {
  const kept = (tags: readonly string[]): string[] => tags.filter((tag) => living.has(tag));
  const sections = content.sections.map((section) => ({ ...section, monitors: kept(section.monitors) }));
  return { ...content, unsectioned: kept(content.unsectioned), sections };
}

const MEMBERS = {
  pagePath: 'page_path',
  pageTitle: 'page_title',
  pageHeader: 'page_header',
  pageSubheader: 'page_subheader',
  pageLogo: 'page_logo',
} as const satisfies Partial<Record<keyof PageContent, string>>;

const change = (subject: PageChange['subject'], name: string, before: unknown, after: unknown): PageChange => ({
  subject,
  kind: before === null ? 'added' : after === null ? 'removed' : 'changed',
  name,
  before,
  after,
});

/** Leaves of a tree by their paths. */
function* leavesOf(tree: unknown, prefix = ''): Generator<[string, unknown]> {
  if (!isTree(tree)) return;
  for (const [key, value] of Object.entries(tree)) {
    if (isTree(value)) yield* leavesOf(value, `${prefix}${key}.`);
    else yield [prefix + key, value];
  }
}

function* settingChanges(before: PageContent, after: PageContent): Generator<PageChange> {
  const [old, now] = [new Map(leavesOf(before.pageSettings)), new Map(leavesOf(after.pageSettings))];
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
    if (!isDeepStrictEqual(was, is)) yield change('setting', path, was, is);
  }
}

const facts = ({ name, description, open }: DraftSection): object => ({ name, description, open });

function* sectionChanges(before: PageContent, after: PageContent): Generator<PageChange> {
  const old = new Map(before.sections.map((section) => [section.id, section]));
  const kept = new Set<number | null>();
  for (const section of after.sections) {
    const was = section.id === null ? undefined : old.get(section.id);
    if (was === undefined) yield change('section', section.name, null, facts(section));
    else {
      kept.add(section.id);
      if (!isDeepStrictEqual(facts(was), facts(section))) yield change('section', was.name, facts(was), facts(section));
    }
  }
  for (const section of before.sections) if (!kept.has(section.id)) yield change('section', section.name, facts(section), null);
  const orderIn = (content: PageContent): (number | null)[] => content.sections.map(({ id }) => id).filter((id) => kept.has(id));
  if (!isDeepStrictEqual(orderIn(before), orderIn(after))) {
    const names = ({ sections }: PageContent): string[] => sections.map(({ name }) => name);
    yield { subject: 'order', kind: 'moved', name: 'sections', before: names(before), after: names(after) };
  }
}

interface Spot {
  /** Id of the section, or its name for a new one; null = the list without a name. */
  list: number | string | null;
  label: string;
}

function spotsOf({ unsectioned, sections }: PageContent): Map<string, Spot> {
  return new Map([
    ...unsectioned.map((tag): [string, Spot] => [tag, { list: null, label: '' }]),
    ...sections.flatMap(({ id, name, monitors }) => monitors.map((tag): [string, Spot] => [tag, { list: id ?? name, label: name }])),
  ]);
}

function* monitorChanges(before: PageContent, after: PageContent): Generator<PageChange> {
  const [old, now] = [spotsOf(before), spotsOf(after)];
  for (const [tag, { list, label }] of now) {
    const was = old.get(tag);
    if (was === undefined) yield change('monitor', tag, null, label);
    else if (was.list !== list) yield { subject: 'monitor', kind: 'moved', name: tag, before: was.label, after: label };
  }
  for (const [tag, { label }] of old) if (!now.has(tag)) yield change('monitor', tag, label, null);
  const lists = new Map([...now.values()].map(({ list, label }) => [list, label]));
  for (const [list, label] of lists) {
    const stayed = (content: PageContent): string[] =>
      monitorsIn(content).filter((tag) => now.get(tag)?.list === list && old.get(tag)?.list === list);
    const [was, is] = [stayed(before), stayed(after)];
    if (!isDeepStrictEqual(was, is)) yield { subject: 'order', kind: 'moved', name: label, before: was, after: is };
  }
}

/** What publishing would change. */
export function changesBetween(before: PageContent, after: PageContent): PageChange[] {
  const members = Object.entries(MEMBERS) as [keyof typeof MEMBERS, string][];
  return [
    ...members.filter(([key]) => before[key] !== after[key]).map(([key, name]) => change('page', name, before[key], after[key])),
    ...settingChanges(before, after),
    ...sectionChanges(before, after),
    ...monitorChanges(before, after),
  ];
}

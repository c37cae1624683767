import { LIMITS } from '@clarion/contract';
import { applyEach, disabled, maxLength, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { sanitizePath } from '@clarion/domain';
import type { ChosenSettings, PageContent, SectionOpen } from '../../api/pages.js';
import { applyMove, type Move, type OrderedList } from '../../ui/reorder/moves.js';
import { HOME } from '../page-words.js';
import { checkPath } from '../path-check.js';
import { areRight, inOrder } from './settings-tree.js';

/** A section while it is edited. */
export interface SectionDraft {
  /** What it is called on the screen as long as it is open, whatever becomes of its name. */
  key: string;
  /** null = it is new. */
  id: number | null;
  name: string;
  /** Markdown; empty = none. */
  description: string;
  open: SectionOpen;
  /** Tags. */
  monitors: string[];
}

/** A page while it is edited: the form's model. */
export interface EditorDraft {
  path: string;
  title: string;
  header: string;
  subheader: string;
  logo: string;
  settings: ChosenSettings;
  unsectioned: string[];
  sections: SectionDraft[];
}

/** List of the monitors that stand in no section. */
export const UNSECTIONED = 'unsectioned';
/** A logo's address is stored in a shorter column than other addresses. */
const LOGO_LENGTH = 255;

export const EMPTY_DRAFT: EditorDraft = {
  ...{ path: HOME, title: '', header: '', subheader: '', logo: '' },
  ...{ settings: {}, unsectioned: [], sections: [] },
};

let made = 0;
/** Key of a section that is new on this screen. */
export const newKey = (): string => `new:${(made += 1)}`;

/** @param before sections that are new keep their keys, by name */
export function toDraft(content: PageContent, before: readonly SectionDraft[] = []): EditorDraft {
  const keyOf = new Map(before.filter(({ id }) => id === null).map(({ name, key }) => [name, key]));
  return {
    path: content.page_path,
    title: content.page_title,
    header: content.page_header,
    subheader: content.page_subheader ?? '',
    logo: content.page_logo ?? '',
    settings: content.page_settings,
    unsectioned: content.unsectioned,
    sections: content.sections.map(({ id, name, description, open, monitors }) => ({
      key: id === null ? (keyOf.get(name) ?? newKey()) : `section:${id}`,
      ...{ id, name, description: description ?? '', open, monitors },
    })),
  };
}

/** What is sent: as the server would write it, so that it can be compared with what the server answers. */
export const toContent = (draft: EditorDraft): PageContent => ({
  page_path: draft.path === HOME ? HOME : sanitizePath(draft.path),
  page_title: draft.title.trim(),
  page_header: draft.header.trim(),
  page_subheader: draft.subheader.trim() === '' ? null : draft.subheader,
  page_logo: draft.logo === '' ? null : draft.logo,
  page_settings: inOrder(draft.settings),
  unsectioned: draft.unsectioned,
  sections: draft.sections.map(({ id, name, description, open, monitors }) => ({
    ...{ id, name: name.trim(), description: description.trim() === '' ? null : description, open, monitors },
  })),
});

/** All lists of monitors, the one without a section first. */
export const listsOf = ({ unsectioned, sections }: Pick<EditorDraft, 'unsectioned' | 'sections'>): OrderedList[] => [
  { id: UNSECTIONED, label: 'No section', items: unsectioned },
  ...sections.map(({ key, name, monitors }) => ({ id: key, label: name, items: monitors })),
];

/** The draft after a monitor was moved. */
export function withMove(draft: EditorDraft, move: Move): EditorDraft {
  const after = new Map(applyMove(listsOf(draft), move).map(({ id, items }) => [id, [...items]]));
  return {
    ...draft,
    unsectioned: after.get(UNSECTIONED)!,
    sections: draft.sections.map((section) => ({ ...section, monitors: after.get(section.key)! })),
  };
}

/** Adds monitors at the end of a list; those that stand on the page already stay where they are. @param to a section's key */
export function withMonitors(draft: EditorDraft, tags: readonly string[], to: string): EditorDraft {
  const placed = new Set(listsOf(draft).flatMap(({ items }) => items));
  const added = [...new Set(tags)].filter((tag) => !placed.has(tag));
  if (to === UNSECTIONED) return { ...draft, unsectioned: [...draft.unsectioned, ...added] };
  const sections = draft.sections.map((section) =>
    section.key === to ? { ...section, monitors: [...section.monitors, ...added] } : section,
  );
  return { ...draft, sections };
}

/** Takes a monitor off the page. */
export const withoutMonitor = (draft: EditorDraft, tag: string): EditorDraft => ({
  ...draft,
  unsectioned: draft.unsectioned.filter((each) => each !== tag),
  sections: draft.sections.map((section) => ({ ...section, monitors: section.monitors.filter((each) => each !== tag) })),
});

/** Takes a section away; its monitors go to the end of those without one. */
export function withoutSection(draft: EditorDraft, key: string): EditorDraft {
  const gone = draft.sections.find((section) => section.key === key);
  return {
    ...draft,
    unsectioned: [...draft.unsectioned, ...(gone?.monitors ?? [])],
    sections: draft.sections.filter((section) => section.key !== key),
  };
}

const tooLong = (length: number): { message: string } => ({ message: `At most ${length} characters.` });

/**
 * What the server refuses, said before it is sent.
 * @param taken paths of other pages
 */
export function editorRules(path: SchemaPathTree<EditorDraft>, taken: () => ReadonlySet<string>, canWrite: boolean): void {
  disabled(path, () => !canWrite);
  required(path.title, { message: 'Enter a title.' });
  required(path.header, { message: 'Enter a header.' });
  for (const text of [path.title, path.header]) {
    maxLength(text, LIMITS.name, tooLong(LIMITS.name));
    validate(text, ({ value }) =>
      value() !== '' && value().trim() === '' ? { kind: 'blank', message: 'Enter more than spaces.' } : undefined,
    );
  }
  disabled(path.path, ({ value }) => value() === HOME);
  validate(path.path, ({ value }) => {
    const { fault } = value() === HOME ? { fault: null } : checkPath(value(), taken());
    return fault === null ? undefined : { kind: 'path', message: fault };
  });
  maxLength(path.subheader, LIMITS.description, tooLong(LIMITS.description));
  maxLength(path.logo, LOGO_LENGTH, tooLong(LOGO_LENGTH));
  validate(path.logo, ({ value }) =>
    value() === '' || /^(https?:\/\/|\/)/i.test(value())
      ? undefined
      : { kind: 'link', message: 'Enter an address that begins with https://, or a path that begins with /.' },
  );
  validate(path.settings, ({ value }) =>
    areRight(value()) ? undefined : { kind: 'settings', message: 'A number on the Display tab is not right.' },
  );
  applyEach(path.sections, (section) => {
    required(section.name, { message: 'Enter a name.' });
    maxLength(section.name, LIMITS.name, tooLong(LIMITS.name));
    maxLength(section.description, LIMITS.description, tooLong(LIMITS.description));
  });
}

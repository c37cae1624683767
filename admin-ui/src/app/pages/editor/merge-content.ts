import type { PageContent } from '../../api/pages.js';
import { type FieldConflict, mergeFields } from '../../platform/merge-fields.js';

/** A page as parts that are merged one by one; where monitors stand is one of them. */
interface Parts extends Omit<PageContent, 'unsectioned' | 'sections'> {
  arrangement: Pick<PageContent, 'unsectioned' | 'sections'>;
}
export type PartName = keyof Parts;

export const PART_WORDS: ReadonlyMap<PartName, string> = new Map([
  ['page_path', 'Path'],
  ['page_title', 'Title'],
  ['page_header', 'Header'],
  ['page_subheader', 'Sub-header'],
  ['page_logo', 'Logo'],
  ['page_settings', 'Display and search engines'],
  ['arrangement', 'Sections and monitors'],
]);

const toParts = ({ unsectioned, sections, ...rest }: PageContent): Parts => ({ ...rest, arrangement: { unsectioned, sections } });
const toContent = ({ arrangement, ...rest }: Parts): PageContent => ({ ...rest, ...arrangement });

export interface Merged {
  /** Theirs, with mine where only I or both changed a part. */
  content: PageContent;
  /** What both changed, as people read it. */
  conflicts: FieldConflict<PartName>[];
  /** The merge with some parts as the other one left them. */
  withTheirs: (parts: ReadonlySet<PartName>) => PageContent;
}

/** Puts together what I changed and what somebody else stored meanwhile, both seen from what we started with. */
export function mergeContent(base: PageContent, mine: PageContent, theirs: PageContent): Merged {
  const their = toParts(theirs);
  const { merged, conflicts } = mergeFields(toParts(base), toParts(mine), their);
  return {
    content: toContent(merged),
    conflicts: conflicts.map((conflict) => ({ ...conflict, mine: shown(conflict.mine), theirs: shown(conflict.theirs) })),
    withTheirs: (parts) => toContent({ ...merged, ...Object.fromEntries([...parts].map((part) => [part, their[part]])) }),
  };
}

/** Lists and trees as lines. */
function shown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('unsectioned' in value && 'sections' in value) {
    const { unsectioned, sections } = value as Parts['arrangement'];
    const line = (name: string, tags: readonly string[]): string => `${name}: ${tags.join(', ') || '(none)'}`;
    return [line('No section', unsectioned), ...sections.map(({ name, monitors }) => line(name, monitors))];
  }
  return Object.entries(value).map(([key, each]) => `${key}: ${JSON.stringify(each)}`);
}

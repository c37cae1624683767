import { PageSectionEntity, type SectionOpen } from '@clarion/database/pages/page-section.entity';
import type { EntityManager } from 'typeorm';
import { type Place, storePlaces } from './page-places.js';

/** A named list of monitors on a page. */
export interface Section {
  /** null = it is new. */
  id: number | null;
  name: string;
  /** Markdown. */
  description: string | null;
  open: SectionOpen;
}

/** How the monitors of a page are arranged: the unnamed list first, then the sections in their order. */
export interface Arrangement<Monitor = string> {
  unsectioned: readonly Monitor[];
  sections: readonly (Section & { monitors: readonly Monitor[] })[];
}

/** A page as far as an arrangement is concerned, everything in its order. */
export interface ArrangeablePage {
  sections: readonly PageSectionEntity[];
  monitors: readonly { tag: string; sectionId: number | null }[];
}

/** The tags of a page's monitors by section. */
export function arrangementOf({ sections, monitors }: ArrangeablePage): Arrangement {
  const tagsIn = (section: number | null): string[] => monitors.filter(({ sectionId }) => sectionId === section).map(({ tag }) => tag);
  return {
    unsectioned: tagsIn(null),
    sections: sections.map(({ id, name, description, open }) => ({ id, name, description, open, monitors: tagsIn(id) })),
  };
}

/** Every monitor of an arrangement, in the flat order. */
export const monitorsIn = <Monitor>({ unsectioned, sections }: Arrangement<Monitor>): Monitor[] => [
  ...unsectioned,
  ...sections.flatMap(({ monitors }) => monitors),
];

/**
 * Replaces the sections of a page and what stands in them. A section keeps its id; one whose id the page does not have is new.
 * @param arrangement of monitor ids; a monitor that stands in it twice counts where it stands first
 */
export async function storeArrangement(tx: EntityManager, pageId: number, arrangement: Arrangement<number>): Promise<void> {
  const known = new Set((await tx.findBy(PageSectionEntity, { pageId })).map(({ id }) => id));
  const placed = new Set<number>();
  const places: Place[] = [];
  const place = (monitors: readonly number[], sectionId: number | null): void => {
    for (const monitorId of monitors) {
      if (placed.has(monitorId)) continue;
      placed.add(monitorId);
      places.push({ monitorId, sectionId });
    }
  };
  place(arrangement.unsectioned, null);
  for (const [position, { id, name, description, open, monitors }] of arrangement.sections.entries()) {
    const columns = { name, description, open, position };
    const isKnown = id !== null && known.delete(id);
    if (isKnown) await tx.update(PageSectionEntity, { id }, columns);
    place(monitors, isKnown ? id : (await tx.save(tx.create(PageSectionEntity, { pageId, ...columns }))).id);
  }
  if (known.size > 0) await tx.delete(PageSectionEntity, [...known]);
  await storePlaces(tx, pageId, places);
}

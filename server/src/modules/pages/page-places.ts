import type { EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';

/** Where a monitor stands; its position is that in the list. */
export interface Place {
  monitorId: number;
  /** null = the unnamed list, which comes before the sections. */
  sectionId: number | null;
}

/** The longest list of unknown tags that a message names. */
const NAMED = 5;

/** Monitors in the trash keep their places for their return. */
const REMOVE = `
  DELETE FROM pages_monitors pm USING monitors m
  WHERE pm.page_id = $1 AND m.id = pm.monitor_id AND m.deleted_at IS NULL AND NOT pm.monitor_id = ANY ($2::int[])`;
const STORE = `
  INSERT INTO pages_monitors (page_id, monitor_id, section_id, position)
  SELECT $1, place.monitor_id, place.section_id, place.number - 1
  FROM unnest($2::int[], $3::int[]) WITH ORDINALITY AS place (monitor_id, section_id, number)
  ON CONFLICT (page_id, monitor_id) DO UPDATE
    SET section_id = excluded.section_id, position = excluded.position, updated_at = app_now()`;

/**
 * Ids of the monitors with these tags, in their order, each once.
 * @param field the tags came in
 * @throws AppError `BAD_REQUEST` naming tags that no monitor has
 */
export async function monitorIds(db: EntityManager, tags: readonly string[], field = 'monitors'): Promise<number[]> {
  const wanted = [...new Set(tags)];
  if (wanted.length === 0) return [];
  const rows = await db.query<{ id: number; tag: string }[]>(
    `SELECT id, tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL`,
    [wanted],
  );
  const ids = new Map(rows.map(({ id, tag }) => [tag, id]));
  const unknown = wanted.filter((tag) => !ids.has(tag));
  if (unknown.length > 0) {
    const named = unknown.slice(0, NAMED).map((tag) => `“${tag}”`);
    throw invalidField(field, `There is no monitor ${named.join(', ')}${unknown.length > NAMED ? ' and more' : ''}`);
  }
  return wanted.map((tag) => ids.get(tag)!);
}

/**
 * Where monitors stand when only their order is told: each in its section, newcomers in the last one. The flat order is that of the
 * sections, and within a section that of the list.
 * @see rest-api-v4 §7
 */
export async function placesInOrder(db: EntityManager, pageId: number, ids: readonly number[]): Promise<Place[]> {
  const sections = await db.query<{ id: number }[]>(`SELECT id FROM page_sections WHERE page_id = $1 ORDER BY position, id`, [pageId]);
  const known = await db.query<Place[]>(
    `SELECT monitor_id AS "monitorId", section_id AS "sectionId" FROM pages_monitors WHERE page_id = $1`,
    [pageId],
  );
  const sectionOf = new Map(known.map(({ monitorId, sectionId }) => [monitorId, sectionId]));
  const last = sections.at(-1)?.id ?? null;
  const places = ids.map((monitorId): Place => {
    const section = sectionOf.get(monitorId);
    return { monitorId, sectionId: section === undefined ? last : section };
  });
  const rank = ({ sectionId }: Place): number => sections.findIndex(({ id }) => id === sectionId);
  return places.toSorted((a, b) => rank(a) - rank(b));
}

/** Replaces the list of a page. @param places in their order, the unnamed list first, then section by section */
export async function storePlaces(tx: EntityManager, pageId: number, places: readonly Place[]): Promise<void> {
  const ids = places.map(({ monitorId }) => monitorId);
  await tx.query(REMOVE, [pageId, ids]);
  if (ids.length > 0) await tx.query(STORE, [pageId, ids, places.map(({ sectionId }) => sectionId)]);
}

import { type ParentsOf } from '@clarion/domain';
import { type EntityManager } from 'typeorm';

/** A monitor as links name it. */
export interface LinkedMonitor {
  id: number;
  tag: string;
  name: string;
}

const PARENTS = `
  SELECT m.id, m.tag, m.name FROM monitor_parents p JOIN monitors m ON m.id = p.parent_id
  WHERE p.monitor_id = $1 AND m.deleted_at IS NULL ORDER BY m.tag COLLATE "C"`;
const CHILDREN = `
  SELECT m.id, m.tag, m.name FROM monitor_parents p JOIN monitors m ON m.id = p.monitor_id
  WHERE p.parent_id = $1 AND m.deleted_at IS NULL ORDER BY m.tag COLLATE "C"`;
const ALL = `
  SELECT c.tag, array_agg(m.tag ORDER BY m.tag COLLATE "C") AS parents FROM monitor_parents p
  JOIN monitors c ON c.id = p.monitor_id AND c.deleted_at IS NULL JOIN monitors m ON m.id = p.parent_id AND m.deleted_at IS NULL
  GROUP BY c.tag ORDER BY c.tag COLLATE "C"`;
const above = (links: string): string => `
  WITH RECURSIVE links AS (${links}),
    reached (id) AS (SELECT unnest($1::int[]) UNION SELECT l.parent_id FROM links l JOIN reached r ON r.id = l.monitor_id)
  SELECT l.monitor_id, l.parent_id FROM links l JOIN reached r ON r.id = l.monitor_id ORDER BY l.monitor_id, l.parent_id`;
const NAMED = `SELECT monitor_id, parent_id FROM monitor_parents`;
const ABOVE = above(NAMED);
/** A group's status is made of its members', so it depends on them as well. */
const ABOVE_AND_WITHIN = above(`${NAMED} UNION SELECT group_id, monitor_id FROM group_members`);

async function linksAbove(db: EntityManager, statement: string, monitorIds: readonly number[]): Promise<ParentsOf<number>> {
  const rows = await db.query<{ monitor_id: number; parent_id: number }[]>(statement, [monitorIds]);
  const parents = new Map<number, number[]>();
  for (const { monitor_id: child, parent_id: parent } of rows) parents.set(child, [...(parents.get(child) ?? []), parent]);
  return parents;
}

/** Whom a monitor names as those it depends on, by tag. */
export const parentsOf = async (db: EntityManager, monitorId: number): Promise<LinkedMonitor[]> => db.query(PARENTS, [monitorId]);

/** Whom everybody names so, by tag; tags ascending. */
export const allParents = async (db: EntityManager): Promise<{ tag: string; parents: string[] }[]> => db.query(ALL);

/** Who names a monitor so, by tag. */
export const childrenOf = async (db: EntityManager, monitorId: number): Promise<LinkedMonitor[]> => db.query(CHILDREN, [monitorId]);

/** Links of a monitor and of everybody above it. */
export const namedAbove = async (db: EntityManager, monitorId: number): Promise<ParentsOf<number>> => linksAbove(db, ABOVE, [monitorId]);

/** Links of some monitors and of everybody above them, from a group to its members too: along these no circle may run. */
export const reachedFrom = async (db: EntityManager, monitorIds: readonly number[]): Promise<ParentsOf<number>> =>
  linksAbove(db, ABOVE_AND_WITHIN, monitorIds);

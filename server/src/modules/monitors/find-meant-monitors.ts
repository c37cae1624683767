import type { Impact } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';

/** A monitor that a request names, and what is done to it. */
export interface MeantMonitor {
  tag: string;
  impact: Impact;
}

/** A monitor that is meant, found. */
export interface FoundMonitor extends MeantMonitor {
  monitorId: number;
}

/** Held, so that none of them goes to the trash before the link to it is there. */
const BY_TAG = `SELECT id, tag FROM monitors WHERE tag = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`;

/** Of a tag that is named twice the last impact counts. @throws AppError `BAD_REQUEST` naming the first tag that no monitor has */
export async function findMeantMonitors(tx: EntityManager, meant: readonly MeantMonitor[]): Promise<FoundMonitor[]> {
  const impactOf = new Map(meant.map(({ tag, impact }) => [tag, impact]));
  if (impactOf.size === 0) return [];
  const rows = await tx.query<{ id: number; tag: string }[]>(BY_TAG, [[...impactOf.keys()]]);
  const idOf = new Map(rows.map(({ id, tag }) => [tag, id]));
  return [...impactOf].map(([tag, impact]) => {
    const monitorId = idOf.get(tag);
    if (monitorId === undefined) throw invalidField('monitors', `There is no monitor with the tag “${tag}”`);
    return { monitorId, tag, impact };
  });
}

import { MINUTE } from '@clarion/domain';
import { type EntityManager } from 'typeorm';
import { clearStates, readStates } from './current-states.js';
import { closeSpans, spansTouching } from './span-rows.js';

/** Behind everything that is stored, Unix seconds. */
const END = 900_000_000_000;

const WITHOUT_SAMPLES = `
  SELECT m.id FROM monitors m WHERE ($1::int[] IS NULL OR m.id = ANY ($1::int[]))
    AND (EXISTS (SELECT FROM monitor_current_state c WHERE c.monitor_id = m.id)
      OR EXISTS (SELECT FROM status_spans s WHERE s.monitor_id = m.id AND s.to_ts IS NULL))
    AND NOT EXISTS (SELECT FROM monitoring_data d WHERE d.monitor_id = m.id) ORDER BY m.id`;

/** Monitors whose state outlived every sample: nothing speaks for it any more. @param among null = all monitors */
export async function outlivedStates(db: EntityManager, among: readonly number[] | null): Promise<number[]> {
  return (await db.query<{ id: number }[]>(WITHOUT_SAMPLES, [among])).map(({ id }) => id);
}

/**
 * Forgets such states. Spans outlive their samples and stay: the open one ends where the state vouched for it.
 * @param monitorIds without samples; the caller holds their runtime rows
 * @returns spans that were ended, states that are gone
 */
export async function forgetStates(tx: EntityManager, monitorIds: readonly number[]): Promise<{ spans: number; states: number }> {
  const states = await readStates(tx, monitorIds);
  const spans = await spansTouching(
    tx,
    monitorIds.map((monitorId) => ({ monitorId, from: 0, to: END })),
  );
  const open = spans.filter(({ isOpen }) => isOpen).map((span) => ({ ...span, to: Math.max(span.to, span.from + MINUTE) }));
  await closeSpans(tx, open);
  await clearStates(tx, monitorIds);
  return { spans: open.length, states: states.size };
}

import {
  compose,
  confirmGroup,
  type EffectiveSpan,
  foldGroup,
  type GroupSpan,
  isStale,
  MINUTE,
  minuteOf,
  overlaySpans,
  type Span,
  type Window,
} from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { type CurrentState, readStates } from '../timeline/current-states.js';
import { Overlays } from '../timeline/overlays.js';
import { intervalOf, type NewestSample } from '../timeline/present.js';
import { spansTouching } from '../timeline/span-rows.js';

/** How a group's latency comes from its members'. @see monitors §6.8 */
export type LatencyCalculation = 'AVG' | 'MAX' | 'MIN';

export interface Member {
  id: number;
  tag: string;
  name: string;
  weight: number;
}

/** A group as it is now and was in a window. */
export interface FoldedGroup {
  members: readonly Member[];
  latencyCalculation: LatencyCalculation;
  /** After grace, with what was written by hand on the group itself on top; before the group's own overlays. */
  spans: readonly Span[];
  /** The fold alone: who was to blame when. */
  folded: readonly GroupSpan[];
  /** Stands for the newest sample that a group has not; null = no member ever had one in the window. */
  newest: NewestSample | null;
  /** Milliseconds over members that measured something in their newest sample; null = none did. */
  latencyMs: number | null;
}

interface MemberRow extends Member {
  group_id: number;
  cron: string | null;
  threshold: number;
  calculation: LatencyCalculation | null;
}

const MEMBERS = `
  SELECT gm.group_id, m.id, m.tag, m.name, gm.weight, m.cron, g.confirmation_threshold AS threshold, g.type_data->>'latencyCalculation' AS calculation
  FROM group_members gm JOIN monitors g ON g.id = gm.group_id AND g.monitor_type = 'GROUP' AND g.deleted_at IS NULL
  JOIN monitors m ON m.id = gm.monitor_id AND m.deleted_at IS NULL
  WHERE gm.group_id = ANY ($1::int[]) ORDER BY gm.group_id, gm.position, m.id`;
/** Grace looks back so far for the side that stood before the window. */
const GRACE_LOOK_BACK = 86_400;

/** One latency out of several; null = nobody measured. */
export function latencyOf(values: readonly number[], calculation: LatencyCalculation): number | null {
  const measured = values.filter((value) => value > 0);
  if (measured.length === 0) return null;
  if (calculation === 'MAX') return Math.max(...measured);
  if (calculation === 'MIN') return Math.min(...measured);
  return measured.reduce((sum, value) => sum + value, 0) / measured.length;
}

/** Reads groups: a group has no samples of its own, its timeline is folded from what people see of its members. @see architecture §4 */
@Injectable()
export class GroupTimelines {
  constructor(
    private readonly overlays: Overlays,
    private readonly clock: Clock,
  ) {}

  /**
   * Those of the monitors that are groups with members.
   * @param window `[from, to)`, Unix seconds; the fold ends where nothing more is known
   */
  async of(db: EntityManager, monitorIds: readonly number[], window: Window): Promise<Map<number, FoldedGroup>> {
    if (monitorIds.length === 0) return new Map();
    const rows = await db.query<MemberRow[]>(MEMBERS, [monitorIds]);
    if (rows.length === 0) return new Map();
    const now = this.clock.now();
    const reach = { from: minuteOf(window.from - GRACE_LOOK_BACK), to: Math.min(window.to, minuteOf(now) + MINUTE) };
    const groupIds = [...new Set(rows.map(({ group_id: id }) => id))];
    const memberIds = [...new Set(rows.map(({ id }) => id))];
    const all = [...groupIds, ...memberIds];
    const spans = await spansTouching(
      db,
      all.map((monitorId) => ({ monitorId, ...reach })),
    );
    const states = await readStates(db, memberIds);
    const overlays = await this.overlays.of(db, memberIds, reach);
    const byMonitor = new Map<number, Span[]>(all.map((id) => [id, []]));
    for (const span of spans) byMonitor.get(span.monitorId)?.push(span);
    const spansOf = (id: number): Span[] => byMonitor.get(id) ?? [];
    const timelines = new Map(
      rows.map(({ id, cron }) => [
        id,
        standing(compose(spansOf(id), overlays.get(id) ?? [], reach), states.get(id), intervalOf(cron, now), now),
      ]),
    );
    return new Map(
      groupIds.map((groupId) => {
        const members = rows.filter(({ group_id: id }) => id === groupId);
        return [groupId, fold(members, timelines, states, spansOf(groupId), window, reach)];
      }),
    );
  }
}

/** Until a late check counts as lost, what a member showed last stands: another member's check must not make it disappear for a while. */
function standing(timeline: EffectiveSpan[], state: CurrentState | undefined, interval: number | null, now: number): EffectiveSpan[] {
  const last = timeline.at(-1);
  const before = timeline.at(-2);
  if (state === undefined || last?.source !== 'none' || before === undefined || isStale(state.timestamp, interval, now)) return timeline;
  return [...timeline.slice(0, -2), { ...before, to: last.to }];
}

function fold(
  rows: readonly MemberRow[],
  timelines: ReadonlyMap<number, EffectiveSpan[]>,
  states: ReadonlyMap<number, CurrentState>,
  own: readonly Span[],
  window: Window,
  reach: Window,
): FoldedGroup {
  const { threshold, calculation } = rows[0]!;
  const isOverlaid = rows.some(({ id }) => ['incident', 'maintenance'].includes(timelines.get(id)!.at(-1)?.source ?? 'none'));
  const vouched = Math.max(reach.from, ...rows.map(({ id }) => states.get(id)?.vouchedUntil ?? 0), ...own.map(({ to }) => to));
  const known = isOverlaid ? reach.to : vouched;
  const end = Math.min(reach.to, known);
  const members = rows.map(({ id, weight }) => ({ weight, timeline: timelines.get(id)! }));
  const clip = <S extends Span>(spans: readonly S[]): S[] =>
    spans.flatMap((span) => {
      const clipped = { ...span, from: Math.max(span.from, window.from), to: Math.min(span.to, end) };
      return clipped.from < clipped.to ? [clipped] : [];
    });
  const folded = confirmGroup(foldGroup(members, { from: reach.from, to: end }), threshold);
  const spans = overlaySpans(clip(folded), clip(own));
  const last = spans.at(-1);
  const latencyCalculation = calculation ?? 'AVG';
  return {
    members: rows.map(({ id, tag, name, weight }) => ({ id, tag, name, weight })),
    latencyCalculation,
    spans,
    folded: clip(folded),
    newest:
      last === undefined ? null : { timestamp: minuteOf(last.to - 1), status: last.status, sinceTs: last.from, vouchedUntil: last.to },
    latencyMs: latencyOf(
      rows.map(({ id }) => states.get(id)?.latencyMs ?? 0),
      latencyCalculation,
    ),
  };
}

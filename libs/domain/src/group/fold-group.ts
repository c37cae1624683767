import type { Status } from '@clarion/contract';
import { MINUTE, type Window } from '../time.js';
import { firstEndingAfter, pushSpan } from '../timeline/spans.js';
import type { EffectiveSpan, Span } from '../timeline/types.js';

/** One member of a GROUP. */
export interface GroupMember {
  /** 0..1; a member without weight has no say in the status. */
  weight: number;
  /** As `compose` answers it for the window that is folded. */
  timeline: readonly EffectiveSpan[];
}

/** A stretch of a group's timeline, and who is to blame for it. */
export interface GroupSpan extends Span {
  /** Indexes of the members whose status is worst, ascending; empty while the group is UP. */
  worst: readonly number[];
}

/** Sums of weights such as 0.1 + 0.2 miss their mark by less. */
const EPSILON = 1e-6;
const SCORES: Readonly<Record<Status, number | null>> = { UP: 1, MAINTENANCE: 1, DEGRADED: 0.5, DOWN: 0, NO_DATA: null };

/**
 * Weighted score of a group's members at one instant, 0..1: those without data are left out and the sum is divided by the weight that is left.
 * @returns null when no member with a weight has data   @see monitors §6.8
 */
export function groupScore(members: readonly { weight: number; status: Status }[]): number | null {
  let counted = 0;
  let sum = 0;
  for (const { weight, status } of members) {
    const score = SCORES[status];
    if (score === null) continue;
    counted += weight;
    sum += weight * score;
  }
  return counted < EPSILON ? null : sum / counted;
}

/**
 * What a group's members amount to at one instant: a score of 1 is UP, 0 is DOWN, between is DEGRADED.
 * @param members statuses as people see them
 * @returns null when no member with a weight has data   @see monitors §6.8
 */
export function groupStatus(members: readonly { weight: number; status: Status }[]): 'UP' | 'DEGRADED' | 'DOWN' | null {
  const score = groupScore(members);
  if (score === null) return null;
  if (score >= 1 - EPSILON) return 'UP';
  return score <= EPSILON ? 'DOWN' : 'DEGRADED';
}

/** Members that pull the group down most. */
function worstOf(members: readonly { weight: number; status: Status }[]): number[] {
  const lowest = Math.min(...members.map(({ weight, status }) => (weight > 0 ? (SCORES[status] ?? 1) : 1)));
  return lowest === 1 ? [] : members.flatMap(({ weight, status }, index) => (weight > 0 && SCORES[status] === lowest ? [index] : []));
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

/**
 * A group's timeline, from what people see of its members: a group has no checks of its own. What no member with a weight knows stays a hole.
 * @param window `[from, to)` that every member's timeline covers
 * @returns ascending, separate; two that meet differ in status or in whom they blame   @see architecture §4
 */
export function foldGroup(members: readonly GroupMember[], window: Window): GroupSpan[] {
  const edges = new Set([window.from, window.to]);
  for (const { timeline } of members) {
    for (let index = firstEndingAfter(timeline, window.from); index < timeline.length && timeline[index]!.from < window.to; index += 1) {
      edges.add(Math.max(timeline[index]!.from, window.from));
      edges.add(Math.min(timeline[index]!.to, window.to));
    }
  }
  const ordered = [...edges].sort((a, b) => a - b);
  const places = members.map(({ timeline }) => firstEndingAfter(timeline, window.from));
  const spans: GroupSpan[] = [];
  for (let edge = 0; edge + 1 < ordered.length; edge += 1) {
    const [from, to] = [ordered[edge]!, ordered[edge + 1]!];
    const now = members.map(({ weight, timeline }, index) => {
      while (timeline[places[index]!] !== undefined && timeline[places[index]!]!.to <= from) places[index]! += 1;
      const span = timeline[places[index]!];
      return { weight, status: span !== undefined && span.from <= from ? span.status : ('NO_DATA' as const) };
    });
    const status = groupStatus(now);
    if (status !== null) push(spans, { from, to, status, worst: status === 'UP' ? [] : worstOf(now) });
  }
  return spans;
}

function push(spans: GroupSpan[], span: GroupSpan): void {
  const last = spans.at(-1);
  if (last !== undefined && last.to === span.from && last.status === span.status && isSame(last.worst, span.worst)) last.to = span.to;
  else spans.push(span);
}

const sideOf = (status: Status): 'healthy' | 'unhealthy' => (status === 'UP' ? 'healthy' : 'unhealthy');

/**
 * Grace on a folded timeline, counted in minutes: another side than the one before is shown only once it has lasted, and then from its start.
 * Holes neither count nor interrupt.
 * One that has not lasted yet is not shown yet.
 * @param minutes the group's `confirmation_threshold`; 1 changes nothing   @see monitors §7, architecture §4
 */
export function confirmGroup(spans: readonly GroupSpan[], minutes: number): GroupSpan[] {
  if (minutes <= 1) return [...spans];
  const confirmed: GroupSpan[] = [];
  let anchor: GroupSpan | null = null;
  let pending: GroupSpan[] = [];
  const add = (span: GroupSpan): void => push(confirmed, { ...span });
  for (const span of spans) {
    if (anchor === null || sideOf(span.status) === sideOf(anchor.status)) {
      // A side that did not last was never there: what stood before it stands for its minutes too.
      if (anchor !== null) for (const { from, to } of pending) add({ from, to, status: anchor.status, worst: anchor.worst });
      pending = [];
      add(span);
      anchor = span;
      continue;
    }
    pending.push(span);
    const lasted = pending.reduce((sum, { from, to }) => sum + (to - from), 0);
    if (lasted < minutes * MINUTE) continue;
    pending.forEach(add);
    pending = [];
    anchor = span;
  }
  if (anchor !== null) for (const { from, to } of pending) add({ from, to, status: anchor.status, worst: anchor.worst });
  return confirmed;
}

/** Spans of one kind laid over others: where `upper` says something, it decides. Both ascending and separate. */
export function overlaySpans(lower: readonly Span[], upper: readonly Span[]): Span[] {
  const result: Span[] = [];
  let next = 0;
  const addLower = (from: number, to: number): void => {
    for (let index = Math.max(0, next - 1); index < lower.length && lower[index]!.from < to; index += 1) {
      const { from: start, to: end, status } = lower[index]!;
      next = index + 1;
      pushSpan(result, { from: Math.max(start, from), to: Math.min(end, to), status });
    }
  };
  let at = -Infinity;
  for (const span of upper) {
    addLower(at, span.from);
    pushSpan(result, span);
    at = span.to;
  }
  addLower(at, Infinity);
  return result;
}

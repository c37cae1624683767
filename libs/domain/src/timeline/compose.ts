import type { Impact, Status } from '@clarion/contract';
import type { Window } from '../time.js';
import { firstEndingAfter, inOrder } from './spans.js';
import type { EffectiveSpan, Overlay, Span, SpanSource } from './types.js';

/** Higher beats lower among incidents; 0 overrides nothing. */
const SEVERITY = { DOWN: 3, DEGRADED: 2, MAINTENANCE: 1, UP: 0 } as const satisfies Record<Impact, number>;

const overrides = (overlay: Overlay): boolean => overlay.kind === 'maintenance' || (!overlay.isAlertMade && SEVERITY[overlay.impact] > 0);

/** Whether `a` decides where `b` is active too. A strict order over overlays, so what is handed in first never matters. @see status-engine §2 */
function beats(a: Overlay, b: Overlay): boolean {
  if (a.kind !== b.kind) return a.kind === 'maintenance';
  if (a.kind === 'incident' && a.impact !== b.impact) return SEVERITY[a.impact] > SEVERITY[b.impact];
  return a.from !== b.from ? a.from < b.from : a.id < b.id;
}

const strongest = (overlays: readonly Overlay[]): Overlay | null =>
  overlays.reduce<Overlay | null>((best, overlay) => (best === null || beats(overlay, best) ? overlay : best), null);

/** What decides at one instant. */
export interface EffectiveStatus {
  status: Status;
  source: SpanSource;
  overlayId: number | null;
}

/**
 * The status people see at an instant: an overlay's, else the one the checks left behind.
 * @param checked current status after grace and freshness; null = there never was a sample
 */
export function effectiveStatus(checked: Status | null, overlays: readonly Overlay[], at: number): EffectiveStatus {
  const winner = strongest(overlays.filter((overlay) => overrides(overlay) && overlay.from <= at && at < (overlay.to ?? Infinity)));
  if (winner !== null) return { status: winner.impact, source: winner.kind, overlayId: winner.id };
  return { status: checked ?? 'NO_DATA', source: checked === null ? 'none' : 'check', overlayId: null };
}

/** Stretches of the window that an overlay decides, ascending and separate. */
function coveredStretches(overlays: readonly Overlay[], window: Window): { from: number; to: number; overlay: Overlay }[] {
  const relevant = overlays
    .filter((overlay) => overrides(overlay) && overlay.from < window.to && (overlay.to ?? Infinity) > window.from)
    .filter((overlay) => overlay.from < (overlay.to ?? Infinity))
    .sort((a, b) => a.from - b.from);
  if (relevant.length === 0) return [];
  const edges = new Set<number>();
  for (const overlay of relevant) {
    edges.add(Math.max(overlay.from, window.from));
    edges.add(Math.min(overlay.to ?? Infinity, window.to));
  }
  const ordered = [...edges].sort((a, b) => a - b);
  const stretches: { from: number; to: number; overlay: Overlay }[] = [];
  let active: Overlay[] = [];
  let next = 0;
  for (let index = 0; index + 1 < ordered.length; index += 1) {
    const from = ordered[index]!;
    active = active.filter((overlay) => (overlay.to ?? Infinity) > from);
    for (; next < relevant.length && relevant[next]!.from <= from; next += 1) {
      if ((relevant[next]!.to ?? Infinity) > from) active.push(relevant[next]!);
    }
    const overlay = strongest(active);
    if (overlay !== null) stretches.push({ from, to: ordered[index + 1]!, overlay });
  }
  return stretches;
}

/** Adds a stretch, grown into the last one when the same thing decides both. */
function push(timeline: EffectiveSpan[], from: number, to: number, status: Status, source: SpanSource, overlayId: number | null): void {
  if (to <= from) return;
  const last = timeline.at(-1);
  if (last !== undefined && last.status === status && last.source === source && last.overlayId === overlayId) last.to = to;
  else timeline.push({ from, to, status, source, overlayId });
}

/**
 * The effective timeline: what people see. Maintenance beats an incident that no alert made, that beats the checks.
 * Several maintenances: the earliest start, then the lowest id; several incidents: the worst impact. An incident's impact UP overrides nothing.
 * @param spans of one monitor, separate, any order; the open one ended at its `vouchedUntil`
 * @param overlays of the same monitor, any order
 * @param window `[from, to)`, usually ending now: what is asked for beyond now is answered as if it were known
 * @returns spans that cover the window without gap; what nobody knows is NO_DATA with source `none`   @see status-engine §1–2
 */
export function compose(spans: readonly Span[], overlays: readonly Overlay[], window: Window): EffectiveSpan[] {
  const ordered = inOrder(spans, (span) => span.from);
  const timeline: EffectiveSpan[] = [];
  let index = firstEndingAfter(ordered, window.from);
  const pushChecked = (from: number, to: number): void => {
    let at = from;
    while (at < to) {
      while (index < ordered.length && ordered[index]!.to <= at) index += 1;
      const span = ordered[index];
      if (span === undefined || span.from >= to) break;
      push(timeline, at, span.from, 'NO_DATA', 'none', null);
      const end = Math.min(span.to, to);
      push(timeline, Math.max(at, span.from), end, span.status, 'check', null);
      at = end;
    }
    push(timeline, at, to, 'NO_DATA', 'none', null);
  };
  let at = window.from;
  for (const { from, to, overlay } of coveredStretches(overlays, window)) {
    pushChecked(at, from);
    push(timeline, from, to, overlay.impact, overlay.kind, overlay.id);
    at = to;
  }
  pushChecked(at, window.to);
  return timeline;
}

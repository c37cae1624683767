import type { Impact } from '@clarion/contract';
import { newestFirst } from './lifecycle.js';
import type { Overlay } from '../timeline/types.js';

/** An update that says what the incident does to a monitor from its time on. */
export interface ImpactChange {
  /** Of the update. */
  id: number;
  /** Unix seconds. */
  commentedAt: number;
  impact: Impact;
}

/** An incident and one monitor it names. */
export interface IncidentOnMonitor {
  incidentId: number;
  /** What it covers, `to` null = it goes on. @see incidentWindow */
  from: number;
  to: number | null;
  isAlertMade: boolean;
  /** From its start on. */
  impact: Impact;
  /** By ACTIVE updates, any order. */
  changes: readonly ImpactChange[];
}

/** The impact as the newest update has it; the one from the start without any. */
export function currentImpact({ impact, changes }: Pick<IncidentOnMonitor, 'impact' | 'changes'>): Impact {
  return [...changes].sort(newestFirst)[0]?.impact ?? impact;
}

/**
 * What an incident does to a monitor over time: one overlay for each stretch of one impact. An update holds from its own time until the
 * next one's; one that is dated before the incident holds from its start on.
 * @returns ascending and separate, together exactly the incident's window; empty for an incident without length
 * @see status-engine §1–2
 */
export function incidentOverlays({ incidentId, from, to, isAlertMade, impact, changes }: IncidentOnMonitor): Overlay[] {
  const end = to ?? Infinity;
  const overlays: Overlay[] = [];
  const push = (start: number, stop: number, piece: Impact): void => {
    if (stop <= start) return;
    const last = overlays.at(-1);
    if (last?.impact === piece) last.to = stop === Infinity ? null : stop;
    else overlays.push({ kind: 'incident', id: incidentId, from: start, to: stop === Infinity ? null : stop, impact: piece, isAlertMade });
  };
  let at = from;
  let holds = impact;
  for (const change of [...changes].sort((a, b) => newestFirst(b, a))) {
    const start = Math.min(Math.max(change.commentedAt, from), end);
    push(at, start, holds);
    at = Math.max(at, start);
    holds = change.impact;
  }
  push(at, end, holds);
  return overlays;
}

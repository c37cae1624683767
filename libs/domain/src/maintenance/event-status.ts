import type { EventStatus, Lifecycle } from '@clarion/contract';
import { MINUTE, minuteOf, type Window } from '../time.js';

/** What decides the status of one event. */
export interface EventState extends Window {
  status: EventStatus;
  /** Of its maintenance. */
  maintenance: Lifecycle;
}

/** COMPLETED and CANCELLED are the end. */
export const isTerminal = (status: EventStatus): boolean => status === 'COMPLETED' || status === 'CANCELLED';

/** The status of an event by its window alone. @param buffer seconds before the start from which it is READY @see incidents-maintenances §B4 */
export function statusAt({ from, to }: Window, now: number, buffer: number): EventStatus {
  if (now >= to) return 'COMPLETED';
  if (now >= from) return 'ONGOING';
  return from - now <= buffer ? 'READY' : 'SCHEDULED';
}

/**
 * What an event is by now. It only moves on: SCHEDULED, READY, ONGOING, COMPLETED, whatever it missed on the way. While its maintenance
 * is INACTIVE nothing begins, and a window that passes then did not take place.
 * @param now Unix seconds   @see incidents-maintenances §B4
 */
export function advance(event: EventState, now: number, buffer: number): EventStatus {
  const { status, maintenance } = event;
  if (isTerminal(status)) return status;
  const due = statusAt(event, now, buffer);
  if (status === 'ONGOING') return due === 'COMPLETED' ? due : status;
  if (maintenance === 'INACTIVE') return due === 'COMPLETED' ? 'CANCELLED' : status;
  return status === 'READY' && due === 'SCHEDULED' ? status : due;
}

/** What a person asks of an event: the status and the end it then has, or why not. */
export type ManualChange = { ok: true; status: EventStatus; to: number } | { ok: false; reason: string };

/**
 * Completes or cancels an event by hand. One that is under way ends now, at least a minute after it began; one cancelled before keeps
 * its planned window.
 * @param event as `advance` says it is now   @see incidents-maintenances §B4
 */
export function changeByHand(event: EventState, wanted: 'COMPLETED' | 'CANCELLED', now: number): ManualChange {
  const { status, from, to } = event;
  if (isTerminal(status)) return { ok: false, reason: `This event is ${status} already.` };
  if (wanted === 'COMPLETED' && status !== 'ONGOING') {
    return { ok: false, reason: `Only an ONGOING event can be completed, and this one is ${status}.` };
  }
  return { ok: true, status: wanted, to: status === 'ONGOING' ? Math.min(to, Math.max(minuteOf(now), from + MINUTE)) : to };
}

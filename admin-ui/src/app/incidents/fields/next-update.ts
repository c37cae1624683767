import { fromLocalInput, toLocalInput } from '../../platform/formats.js';

/** The promise of a next update, as it is typed: none, some minutes after it is posted, or a moment. */
export interface NextUpdate {
  mode: 'none' | 'in' | 'at';
  minutes: number;
  /** Value of a `datetime-local` field. */
  at: string;
}

export const NO_NEXT_UPDATE: NextUpdate = { mode: 'none', minutes: 30, at: '' };

/** A stored promise, to be changed. @param at Unix seconds; null = none */
export const toNextUpdate = (at: number | null): NextUpdate =>
  at === null ? NO_NEXT_UPDATE : { ...NO_NEXT_UPDATE, mode: 'at', at: toLocalInput(at) };

/** Unix seconds of the promise, null = none. @param now Unix seconds when it is given */
export function momentOf(next: NextUpdate, now: number): number | null {
  if (next.mode === 'none') return null;
  return next.mode === 'in' ? Math.floor(now / 60) * 60 + next.minutes * 60 : fromLocalInput(next.at);
}

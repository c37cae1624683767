import type { Zone } from '../days/zone.js';

const DAY = 86_400;

/** Where a local time lies. */
export interface PlacedTime {
  /** Unix seconds. */
  instant: number;
  /** `GAP`: there is no such time, it moved forward by the gap · `OVERLAP_FIRST`: it comes twice, the first one counts. */
  note: 'GAP' | 'OVERLAP_FIRST' | null;
}

/**
 * The instant of a wall-clock time.
 * @param wall as if it were UTC, Unix seconds   @see reliability SEC-43
 */
export function placeWall(zone: Zone, wall: number): PlacedTime {
  // Clocks change once in two days at most, so these are the offsets on either side of whatever changes near this time.
  const before = zone.offsetAt(wall - DAY);
  const after = zone.offsetAt(wall + DAY);
  if (before === after) return { instant: wall - before, note: null };
  const isReal = (offset: number): boolean => zone.offsetAt(wall - offset) === offset;
  const [early, late] = [isReal(before), isReal(after)];
  if (early && late) return { instant: wall - before, note: 'OVERLAP_FIRST' };
  if (early) return { instant: wall - before, note: null };
  if (late) return { instant: wall - after, note: null };
  return { instant: wall - before, note: 'GAP' };
}

/** The wall clock at an instant, as if it were UTC. */
export const wallAt = (zone: Zone, instant: number): number => instant + zone.offsetAt(instant);

/** `YYYY-MM-DDTHH:MM` of a wall clock. */
export const wallText = (wall: number): string => new Date(wall * 1_000).toISOString().slice(0, 16);

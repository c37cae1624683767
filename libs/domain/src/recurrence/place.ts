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

/** A local time in its place, and an instant that no later local time comes before. */
export interface PlacedInTurn extends PlacedTime {
  floor: number;
}

/** Clocks that show one offset at both ends of this many seconds have not changed in between. */
const STEADY_SECONDS = 5 * DAY;

/** Places local times that come in ascending order. Where clocks are steady a zone is hardly ever asked, and it is slow to answer. */
export function placeInTurn(zone: Zone): (wall: number) => PlacedInTurn {
  let steady = { from: Infinity, to: -Infinity, offset: 0 };
  return (wall) => {
    if (wall - DAY < steady.from || wall + DAY > steady.to) {
      const [before, later] = [zone.offsetAt(wall - DAY), zone.offsetAt(wall + STEADY_SECONDS)];
      if (before !== later) {
        const around = [before, zone.offsetAt(wall), zone.offsetAt(wall + DAY)];
        return { ...placeWall(zone, wall), floor: wall - Math.max(...around) };
      }
      steady = { from: wall - DAY, to: wall + STEADY_SECONDS, offset: before };
    }
    const instant = wall - steady.offset;
    return { instant, note: null, floor: instant };
  };
}

/** The wall clock at an instant, as if it were UTC. */
export const wallAt = (zone: Zone, instant: number): number => instant + zone.offsetAt(instant);

/** `YYYY-MM-DDTHH:MM` of a wall clock. */
export const wallText = (wall: number): string => new Date(wall * 1_000).toISOString().slice(0, 16);

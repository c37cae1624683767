import type { MonitorSnapshot, Status } from '@clarion/contract';
import { stackDay } from '@clarion/domain';

/** Width of one day in units of the drawing. */
export const PITCH = 10;
/** Height of a full column, px. */
export const COLUMN = 32;
/** Top of the marker lane and its height, px. */
const LANE = 36;
const LANE_HEIGHT = 6;
export const DRAWING_HEIGHT = LANE + LANE_HEIGHT;

const STUB = 3;
/** A strip is about this wide on a desktop; marker shapes are drawn to look square there. */
const TYPICAL_WIDTH = 960;

export type BarPaths = Readonly<Record<Status, string>>;
type History = Pick<MonitorSnapshot, 'days' | 'dayMinutes'>;

const LETTER_STATUS: Readonly<Record<string, Status>> = {
  u: 'UP',
  g: 'DEGRADED',
  d: 'DOWN',
  m: 'MAINTENANCE',
  n: 'NO_DATA',
  '-': 'NO_DATA',
};

/** Status of a letter of `MonitorSnapshot.days`. */
export const statusOfLetter = (letter: string | undefined): Status => LETTER_STATUS[letter ?? '-'] ?? 'NO_DATA';

const box = (x: number, y: number, width: number, height: number): string => `M${x} ${y}h${width}v${height}h${-width}z`;

const marker = (status: Status, index: number, days: number): string => {
  const half = round(((LANE_HEIGHT / 2) * days * PITCH) / Math.max(TYPICAL_WIDTH, days * 6));
  const middle = index * PITCH + PITCH / 2;
  switch (status) {
    case 'DOWN':
      return box(round(middle - half), LANE, half * 2, LANE_HEIGHT);
    case 'DEGRADED':
      return `M${middle} ${LANE}l${half} ${LANE_HEIGHT}h${-half * 2}z`;
    case 'MAINTENANCE':
      return `M${middle} ${LANE}l${half} 3-${half} 3-${half}-3z`;
    default:
      return '';
  }
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Days `[from, to)` that look alike where a predicate holds. */
const runs = (count: number, holds: (index: number) => boolean): [from: number, to: number][] => {
  const found: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    if (!holds(index)) continue;
    const open = found.at(-1);
    if (open?.[1] === index) open[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
};

/**
 * The five shapes of a strip: every status's columns and its marks in the lane below. Green runs through behind the problems that are painted over it,
 * and the gaps between days come from the clip path, so a strip stays a few hundred bytes. The order of painting is up, no data, maintenance, degraded,
 * down. @see ux A3-F
 */
export const barPaths = ({ days, dayMinutes }: History): BarPaths => {
  const paths: Record<Status, string> = { UP: '', DEGRADED: '', DOWN: '', MAINTENANCE: '', NO_DATA: '' };
  const statuses = Array.from(days, statusOfLetter);
  const heights = statuses.map((status, index) => (status !== 'NO_DATA' && dayMinutes[index] ? stackDay(dayMinutes[index], COLUMN) : null));
  const isGreen = (index: number): boolean => {
    const column = heights[index];
    return column ? column[3] > 0 && column[4] === 0 : statuses[index] === 'UP';
  };
  for (const [from, to] of runs(days.length, isGreen)) paths.UP += box(from * PITCH, 0, (to - from) * PITCH, COLUMN);
  for (const [from, to] of runs(days.length, (index) => statuses[index] === 'NO_DATA')) {
    paths.NO_DATA += box(from * PITCH, COLUMN - STUB, (to - from) * PITCH, STUB);
  }
  heights.forEach((column, index) => {
    if (!column) return;
    let y = COLUMN;
    const add = (status: Status, height: number): void => {
      y -= height;
      if (height > 0 && !(status === 'UP' && isGreen(index))) paths[status] += box(index * PITCH, y, PITCH, height);
    };
    const [down, degraded, maintenance, up, missing] = column;
    add('DOWN', down);
    add('DEGRADED', degraded);
    add('MAINTENANCE', maintenance);
    add('UP', up);
    add('NO_DATA', missing);
    paths[statuses[index] ?? 'NO_DATA'] += marker(statuses[index] ?? 'NO_DATA', index, days.length);
  });
  return paths;
};

/** Top of the bracket, between the columns and the lane. */
const BRACKET = 32.8;

/** Brackets under the days that a maintenance touched, whatever it did to them: planned trouble is told from an outage. @see ux A3-F */
export const bracketPath = ({ days, dayEvents }: Pick<MonitorSnapshot, 'days' | 'dayEvents'>): string =>
  runs(days.length, (index) => (dayEvents?.[index]?.[1] ?? 0) > 0)
    .map(([from, to]) => `M${from * PITCH + 1} ${BRACKET}v2h${(to - from) * PITCH - 2}v-2`)
    .join('');

/** Clip that cuts a strip into rounded columns, one per day, and leaves the marker lane whole. One serves every strip of a page. */
export const barClip = (days: number): string => {
  const wide = days > 180 ? 7.6 : 7;
  const start = (PITCH - wide) / 2;
  const radius = days > 180 ? 0 : 2;
  const flat = round(wide - radius * 2);
  const column = radius
    ? `q0-${radius} ${radius}-${radius}h${flat}q${radius} 0 ${radius} ${radius}v${COLUMN - radius * 2}q0 ${radius}-${radius} ${radius}h-${flat}q-${radius} 0-${radius}-${radius}z`
    : `h${wide}v${COLUMN}h-${wide}z`;
  const columns = Array.from({ length: days }, (_, index) => `M${round(index * PITCH + start)} ${radius}${column}`);
  return columns.join('') + box(0, LANE, days * PITCH, LANE_HEIGHT);
};

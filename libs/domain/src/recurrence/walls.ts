import type { Window } from '../time.js';
import { dayGroups, modulo } from './periods.js';
import type { RecurrenceRule } from './rule.js';
import { type Work } from './work.js';

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const HOURS = upTo(24);
const SIXTY = upTo(60);

/** Every combination of a few ascending lists of hours, minutes and seconds, in order; the last list counts ones of its unit. */
class Grid {
  readonly size: number;

  constructor(private readonly lists: readonly (readonly number[])[]) {
    this.size = lists.reduce((size, list) => size * list.length, 1);
  }

  at(index: number): number {
    let rest = index;
    let value = 0;
    let unit = 1;
    for (const list of this.lists.toReversed()) {
      value += list[rest % list.length]! * unit;
      rest = Math.floor(rest / list.length);
      unit *= 60;
    }
    return value;
  }

  /** Index of the first value that is not below one; `size` when there is none. */
  indexFrom(value: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  has(value: number): boolean {
    let rest = value;
    return this.lists.toReversed().every((list, index) => {
      const isFirst = index === this.lists.length - 1;
      const digit = isFirst ? rest : rest % 60;
      rest = Math.floor(rest / 60);
      return list.includes(digit);
    });
  }
}

/** Places of a set of so many that positions such as 1, 2 or −1 choose, ascending. */
function chosen(positions: readonly number[], size: number): number[] {
  const places = positions.map((position) => (position > 0 ? position - 1 : size + position));
  return [...new Set(places.filter((place) => place >= 0 && place < size))].sort((a, b) => a - b);
}

/** What repeats within a day, and what stands inside each repetition. */
interface DayShape {
  /** Seconds of what the frequency counts: an hour, a minute, a second. */
  readonly unit: number;
  /** Which units of a day count. */
  readonly outer: Grid;
  /** Seconds after the beginning of such a unit. */
  readonly inner: Grid;
}

function shapeOf(rule: RecurrenceRule, startWall: number): DayShape {
  const second = modulo(startWall, DAY);
  const hours = rule.byHour;
  const minutes = rule.byMinute;
  const atMinute = minutes ?? [Math.floor((second % HOUR) / MINUTE)];
  const seconds = rule.bySecond ?? [second % MINUTE];
  switch (rule.frequency) {
    case 'HOURLY':
      return { unit: HOUR, outer: new Grid([hours ?? HOURS]), inner: new Grid([atMinute, seconds]) };
    case 'MINUTELY':
      return { unit: MINUTE, outer: new Grid([hours ?? HOURS, minutes ?? SIXTY]), inner: new Grid([seconds]) };
    case 'SECONDLY':
      return { unit: 1, outer: new Grid([hours ?? HOURS, minutes ?? SIXTY, rule.bySecond ?? SIXTY]), inner: new Grid([]) };
    default:
      return { unit: DAY, outer: new Grid([]), inner: new Grid([hours ?? [Math.floor(second / HOUR)], atMinute, seconds]) };
  }
}

/** What an expansion looks at. */
interface Search {
  readonly rule: RecurrenceRule;
  readonly shape: DayShape;
  readonly startWall: number;
  /** What lies below this wall clock may be passed over. */
  readonly low: number;
  readonly work: Work;
}

/** Units of a day that the interval takes and the lists allow, whichever of the two is fewer to look at. */
function* unitsOf({ rule: { interval }, shape: { unit, outer }, startWall, low, work }: Search, day: number): Generator<number> {
  const perDay = DAY / unit;
  const lowest = Math.max(0, Math.floor((low - day * DAY) / unit));
  const offset = modulo(Math.floor(startWall / unit) - day * perDay, interval);
  const first = offset + Math.max(0, Math.ceil((lowest - offset) / interval)) * interval;
  const taken = first >= perDay ? 0 : Math.ceil((perDay - first) / interval);
  const index = outer.indexFrom(lowest);
  if (taken <= outer.size - index) {
    for (let at = first; at < perDay; at += interval) {
      work.spend();
      if (outer.has(at)) yield at;
    }
    return;
  }
  for (let next = index; next < outer.size; next += 1) {
    work.spend();
    const at = outer.at(next);
    if (modulo(at - offset, interval) === 0) yield at;
  }
}

/** Of what stands inside one unit, or a whole day: everything, or what the positions choose. */
function* innerTimes({ rule, shape: { inner }, low, work }: Search, begin: number): Generator<number> {
  const positions = rule.bySetPosition;
  if (positions !== null) {
    work.spend(positions.length);
    for (const place of chosen(positions, inner.size)) yield begin + inner.at(place);
    return;
  }
  for (let index = inner.indexFrom(low - begin); index < inner.size; index += 1) {
    work.spend();
    yield begin + inner.at(index);
  }
}

function* candidatesIn(search: Search, days: readonly number[]): Generator<number> {
  const { rule, shape, work } = search;
  if (shape.unit < DAY) {
    for (const day of days) {
      for (const at of unitsOf(search, day)) yield* innerTimes(search, day * DAY + at * shape.unit);
    }
    return;
  }
  if (rule.bySetPosition === null) {
    for (const day of days) yield* innerTimes(search, day * DAY);
    return;
  }
  const { inner } = shape;
  for (const place of chosen(rule.bySetPosition, days.length * inner.size)) {
    work.spend();
    yield days[Math.floor(place / inner.size)]! * DAY + inner.at(place % inner.size);
  }
}

/**
 * The wall-clock times of a rule, written as if they were UTC: ascending, each once, to the second. A rule without COUNT starts at the
 * period before the window, with its phase kept; one with COUNT has to be counted from its start.
 * @param startWall of the rule
 * @param window `[from, to)` on the same clock
 * @throws TooMuchWork
 */
export function* wallsOf(rule: RecurrenceRule, startWall: number, window: Window, work: Work): Generator<number> {
  const from = rule.count === null ? Math.max(window.from, startWall) : startWall;
  const end = rule.until?.isLocal === true ? Math.min(window.to, rule.until.at + 1) : window.to;
  const search: Search = { rule, shape: shapeOf(rule, startWall), startWall, low: from, work };
  const firstDay = Math.floor(from / DAY);
  let left = rule.count ?? Infinity;
  for (const group of dayGroups(rule, Math.floor(startWall / DAY), { from: firstDay, to: Math.ceil(end / DAY) }, work)) {
    const days = rule.bySetPosition === null ? group.filter((day) => day >= firstDay) : group;
    for (const wall of candidatesIn(search, days)) {
      if (wall < startWall) continue;
      if (wall >= end) return;
      if (wall >= window.from) yield wall;
      left -= 1;
      if (left === 0) return;
    }
  }
}

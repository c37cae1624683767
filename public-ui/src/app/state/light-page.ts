import {
  DAY_LETTERS,
  type DayMinutes,
  type MonitorSnapshot,
  type PageSectionSnapshot,
  type PageSnapshot,
  type UptimeSnapshot,
} from '@clarion/contract';

import { sparklinePath, sparklineValues } from '../bars/sparkline';

/** Places of the statuses in `DayMinutes`, by letter. */
const PLACES: Readonly<Record<string, number>> = { [DAY_LETTERS.DEGRADED]: 1, [DAY_LETTERS.DOWN]: 2, [DAY_LETTERS.MAINTENANCE]: 3 };
const NOTHING: DayMinutes = [0, 0, 0, 0, 0];

/** A monitor without what follows from the rest of it. Whatever does not follow as expected is told in full. */
interface LightMonitor extends Omit<MonitorSnapshot, 'dayMinutes' | 'dayUptime' | 'uptime' | 'sparkline'> {
  /** Of each day whose letter is bad, in order: the minutes of that status in a day that was up otherwise, or all; null = none are told. */
  bad: readonly (number | DayMinutes | null)[];
  /** Minutes of other days. */
  odd: MonitorSnapshot['dayMinutes'];
  /** Texts that are not what the usual formula gives; null = a day with minutes and without text. Absent = no day has a text. */
  dayUptime?: Readonly<Record<number, string | null>>;
  /** End of both windows where the figures follow from the days. */
  uptime: number | MonitorSnapshot['uptime'];
  /** The line as it is drawn: the HTML says the same, so it weighs next to nothing. */
  sparkline: string;
}

/** A page on its way inside the HTML. */
export interface LightPage extends Omit<PageSnapshot, 'dayStarts' | 'monitors' | 'sections'> {
  /** The first one, and the steps from each to the next: seconds, how many times. */
  dayStarts: readonly [first: number, ...(readonly [seconds: number, times: number])[]];
  /** One list for each member, because equals side by side weigh little; null = that monitor has no such member. */
  monitors: Readonly<Record<string, readonly unknown[]>>;
  /** How many monitors are in each, where they come in the order of the monitors. */
  sections: readonly (Omit<PageSectionSnapshot, 'tags'> & { tags: number | readonly string[] })[];
}

/** Members for which null and nothing mean the same, or which are never null. */
const OPTIONAL: ReadonlySet<string> = new Set(['reason', 'dayUptime', 'dayEvents', 'uptimeFormula'] satisfies (keyof MonitorSnapshot)[]);

const columnsOf = (rows: readonly object[]): LightPage['monitors'] => {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return Object.fromEntries([...names].map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name] ?? null)]));
};

const rowsOf = (columns: LightPage['monitors']): LightMonitor[] =>
  (columns['tag'] ?? []).map((_, index) => {
    const members = Object.entries(columns).map(([name, values]) => [name, values[index]] as const);
    return Object.fromEntries(members.filter(([name, value]) => value !== null || !OPTIONAL.has(name))) as unknown as LightMonitor;
  });

const lightSections = ({ sections, monitors }: PageSnapshot): LightPage['sections'] => {
  const inOrder = sections.flatMap(({ tags }) => tags).every((tag, index) => tag === monitors[index]?.tag);
  return inOrder ? sections.map((section) => ({ ...section, tags: section.tags.length })) : sections;
};

const wholeSections = (sections: LightPage['sections'], monitors: readonly MonitorSnapshot[]): PageSectionSnapshot[] => {
  let at = 0;
  return sections.map(({ tags, ...section }) => {
    if (typeof tags !== 'number') return { ...section, tags };
    at += tags;
    return { ...section, tags: monitors.slice(at - tags, at).map(({ tag }) => tag) };
  });
};

/** Display text by the usual formula. @see status-engine §4 */
const usualText = ([up, degraded, down, maintenance]: DayMinutes): string | null => {
  const whole = up + degraded + down + maintenance;
  const counted = whole - down;
  if (whole === 0) return null;
  if (counted === 0 || down === 0) return counted === 0 ? '0' : '100';
  const value = Math.floor((counted * 100_000) / whole);
  return `${Math.floor(value / 1_000)}.${String(value % 1_000)
    .padStart(3, '0')
    .replace(/0$/, '')}`;
};

/** A day that was of one status for so long, and else up. */
const mostlyUp = (letter: string, minutes: number, dayLength: number): DayMinutes => {
  const place = PLACES[letter];
  return NOTHING.map((_, index) => (index === place ? minutes : index === 0 ? dayLength - minutes : 0)) as unknown as DayMinutes;
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type Days = Pick<PageSnapshot, 'dayStarts'> & { few: number };

const dayLength = ({ dayStarts }: Days, index: number): number => ((dayStarts[index + 1] ?? 0) - (dayStarts[index] ?? 0)) / 60;

/** A window's figures as they follow from its days: those without a word were up, or unknown, from end to end. */
const uptimeOf = (monitor: Pick<MonitorSnapshot, 'days' | 'dayMinutes'>, days: Days, count: number, to: number): UptimeSnapshot => {
  const last = monitor.days.length - 1;
  const first = Math.max(0, monitor.days.length - count);
  const total = [...NOTHING];
  for (let index = first; index <= last; index += 1) {
    const length = index === last ? (to - (days.dayStarts[index] ?? 0)) / 60 : dayLength(days, index);
    const minutes = monitor.dayMinutes[index] ?? (monitor.days[index] === DAY_LETTERS.UP ? [length, 0, 0, 0, 0] : [0, 0, 0, 0, length]);
    minutes.forEach((each, place) => (total[place] = (total[place] ?? 0) + each));
  }
  const minutes = total as unknown as DayMinutes;
  return { text: usualText(minutes), minutes, from: days.dayStarts[first] ?? 0, to };
};

const windowsOf = (monitor: Pick<MonitorSnapshot, 'days' | 'dayMinutes'>, days: Days, to: number): MonitorSnapshot['uptime'] => ({
  desktop: uptimeOf(monitor, days, monitor.days.length, to),
  mobile: uptimeOf(monitor, days, days.few, to),
});

const lightMonitor = (monitor: MonitorSnapshot, days: Days): LightMonitor => {
  const { dayMinutes, dayUptime, uptime, sparkline, ...rest } = monitor;
  const letters = [...rest.days];
  const bad = letters.flatMap((letter, index) => {
    const place = PLACES[letter];
    if (place === undefined) return [];
    const minutes = dayMinutes[index] ?? null;
    const share = minutes?.[place] ?? 0;
    return [isSame(minutes, mostlyUp(letter, share, dayLength(days, index))) ? share : minutes];
  });
  const odd = Object.entries(dayMinutes).filter(([index]) => !((letters[Number(index)] ?? '') in PLACES));
  const told = Object.entries(dayMinutes).filter(([index, minutes]) => (dayUptime?.[Number(index)] ?? null) !== usualText(minutes));
  const doFollow = isSame(uptime, windowsOf(monitor, days, uptime.desktop.to));
  return {
    ...rest,
    bad,
    odd: Object.fromEntries(odd),
    ...(dayUptime && { dayUptime: Object.fromEntries(told.map(([index]) => [index, dayUptime[Number(index)] ?? null])) }),
    uptime: doFollow ? uptime.desktop.to : uptime,
    sparkline: sparklinePath(sparkline),
  };
};

const wholeMonitor = ({ bad, odd, dayUptime, uptime, sparkline, ...rest }: LightMonitor, days: Days): MonitorSnapshot => {
  const dayMinutes: Record<number, DayMinutes> = { ...odd };
  let at = 0;
  [...rest.days].forEach((letter, index) => {
    if (!(letter in PLACES)) return;
    const minutes = bad[at++] ?? null;
    if (minutes !== null) dayMinutes[index] = typeof minutes === 'number' ? mostlyUp(letter, minutes, dayLength(days, index)) : minutes;
  });
  const texts = Object.entries(dayMinutes).flatMap(([index, minutes]) => {
    const told = dayUptime?.[Number(index)];
    const text = told === undefined ? usualText(minutes) : told;
    return text === null ? [] : [[index, text] as const];
  });
  return {
    ...rest,
    dayMinutes,
    ...(dayUptime && { dayUptime: Object.fromEntries(texts) }),
    uptime: typeof uptime === 'number' ? windowsOf({ ...rest, dayMinutes }, days, uptime) : uptime,
    sparkline: sparklineValues(sparkline),
  };
};

/** A page without what a browser can work out again; what it reads is the same, and a sparkline is drawn the same. */
export const lightPage = (page: PageSnapshot): LightPage => {
  const { dayStarts } = page;
  const steps: [number, number][] = [];
  dayStarts.slice(1).forEach((start, index) => {
    const seconds = start - (dayStarts[index] ?? 0);
    const last = steps.at(-1);
    if (last?.[0] === seconds) last[1] += 1;
    else steps.push([seconds, 1]);
  });
  const days = { dayStarts, few: page.page.historyDays.mobile };
  const monitors = columnsOf(page.monitors.map((monitor) => lightMonitor(monitor, days)));
  // Whoever begins to read now has none of what has just ended on the page.
  const { justResolved: _ended, ...rest } = page;
  return { ...rest, dayStarts: [dayStarts[0] ?? 0, ...steps], monitors, sections: lightSections(page) };
};

/** The page again. */
export const wholePage = (light: LightPage): PageSnapshot => {
  const [first, ...steps] = light.dayStarts;
  const dayStarts = [first];
  for (const [seconds, times] of steps) for (let i = 0; i < times; i += 1) dayStarts.push((dayStarts.at(-1) ?? 0) + seconds);
  const days = { dayStarts, few: light.page.historyDays.mobile };
  const monitors = rowsOf(light.monitors).map((monitor) => wholeMonitor(monitor, days));
  return { ...light, dayStarts, monitors, sections: wholeSections(light.sections, monitors) };
};

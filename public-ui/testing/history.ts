import type { DayMinutes, MonitorSnapshot, Status, UptimeSnapshot } from '@clarion/contract';

import { seeded } from './random.ts';

/** Friday, 20 November 2026, 14:05 UTC: the moment every fixture is taken at. */
export const NOW = 1_795_183_500;
export const DAY = 86_400;
export const TODAY = NOW - (NOW % DAY);

/** `days + 1` midnights in UTC, the last one ends today. */
export const dayStartsUtc = (days: number): number[] => Array.from({ length: days + 1 }, (_, index) => TODAY + (index - days + 1) * DAY);

const LETTERS: Readonly<Record<Status, string>> = { UP: 'u', DEGRADED: 'g', DOWN: 'd', MAINTENANCE: 'm', NO_DATA: 'n' };
const MINUTES_SO_FAR = Math.floor((NOW - TODAY) / 60);

/** How bad a fixture's past is: never, sometimes, often. */
export type Temper = 'calm' | 'usual' | 'rough';

const troubleOf = (temper: Temper, roll: number, random: () => number): DayMinutes | null => {
  const limit = { calm: 0, usual: 0.03, rough: 0.15 }[temper];
  if (roll >= limit) return null;
  const kind = random();
  const length = 1 + Math.floor(random() ** 3 * 700);
  const rest = 1_440 - length;
  if (kind < 0.45) return [rest, 0, length, 0, 0];
  if (kind < 0.8) return [rest, length, 0, 0, 0];
  return [rest, 0, 0, length, 0];
};

const worst = ([, degraded, down, maintenance]: DayMinutes): string => (down ? 'd' : degraded ? 'g' : maintenance ? 'm' : 'u');

const percentText = (minutes: DayMinutes): string | null => {
  const [up, degraded, down, maintenance] = minutes;
  const whole = up + degraded + down + maintenance;
  if (whole === 0) return null;
  const counted = up + degraded + maintenance;
  if (counted === whole) return '100';
  return counted === 0 ? '0' : (Math.floor((counted * 100_000) / whole) / 1_000).toFixed(3).replace(/0$/, '');
};

type History = Pick<MonitorSnapshot, 'days' | 'dayMinutes' | 'dayUptime' | 'uptime'>;

/** A monitor's last days: letters, the minutes of the days that were not all UP, and the percentages that follow from them. */
export const aHistory = (options: {
  seed: number;
  days: number;
  mobileDays: number;
  born?: number;
  temper: Temper;
  today: Status;
}): History => {
  const random = seeded(options.seed);
  const { days, mobileDays, born = 0, temper, today } = options;
  const minutesOf: DayMinutes[] = [];
  const dayMinutes: Record<number, DayMinutes> = {};
  const dayUptime: Record<number, string> = {};
  let letters = '';
  for (let index = 0; index < days; index += 1) {
    const isToday = index === days - 1;
    const trouble = isToday ? todayMinutes(today) : troubleOf(temper, random(), random);
    const minutes: DayMinutes = index < born ? [0, 0, 0, 0, 0] : (trouble ?? [1_440, 0, 0, 0, 0]);
    minutesOf.push(minutes);
    const percent = percentText(minutes);
    if (index < born) letters += '-';
    else if (percent === null) letters += 'n';
    else letters += isToday ? LETTERS[today] : worst(minutes);
    if (trouble && index >= born) {
      dayMinutes[index] = minutes;
      if (percent !== null) dayUptime[index] = percent;
    }
  }
  const uptime = (count: number): UptimeSnapshot => {
    const sum = minutesOf.slice(-count).reduce<number[]>((total, minutes) => minutes.map((n, i) => n + (total[i] ?? 0)), [0, 0, 0, 0, 0]);
    const minutes = sum as unknown as DayMinutes;
    return { text: percentText(minutes), minutes, from: TODAY - (count - 1) * DAY, to: NOW };
  };
  return { days: letters, dayMinutes, dayUptime, uptime: { desktop: uptime(days), mobile: uptime(mobileDays) } };
};

const todayMinutes = (today: Status): DayMinutes => {
  const bad = 47;
  const rest = MINUTES_SO_FAR - bad;
  switch (today) {
    case 'UP':
      return [MINUTES_SO_FAR, 0, 0, 0, 0];
    case 'DEGRADED':
      return [rest, bad, 0, 0, 0];
    case 'DOWN':
      return [rest, 0, bad, 0, 0];
    case 'MAINTENANCE':
      return [rest, 0, 0, bad, 0];
    case 'NO_DATA':
      return [0, 0, 0, 0, MINUTES_SO_FAR];
  }
};

/** 48 half-hours of latency around a base, with a hole. */
export const aSparkline = (seed: number, base = 120): (number | null)[] => {
  const random = seeded(seed);
  const hole = random() < 0.2 ? Math.floor(random() * 44) : -9;
  return Array.from({ length: 48 }, (_, index) =>
    index >= hole && index < hole + 3 ? null : Math.round(base * (0.8 + 0.35 * Math.sin(index / 5) * random() + random() ** 8 * 2.2)),
  );
};

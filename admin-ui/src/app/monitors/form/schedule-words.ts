import { intervalSeconds, parseCron, type Cron } from '@clarion/domain';

/** What the form says about a cron expression. Instants are Unix seconds. */
export type ScheduleWords = { ok: true; words: string; next: readonly number[]; intervalSeconds: number } | { ok: false; reason: string };

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SHOWN_RUNS = 3;

export const INTERVALS = [
  { label: 'Every minute', cron: '* * * * *' },
  { label: 'Every 2 minutes', cron: '*/2 * * * *' },
  { label: 'Every 5 minutes', cron: '*/5 * * * *' },
  { label: 'Every 10 minutes', cron: '*/10 * * * *' },
  { label: 'Every 15 minutes', cron: '*/15 * * * *' },
  { label: 'Every 30 minutes', cron: '*/30 * * * *' },
  { label: 'Every hour', cron: '0 * * * *' },
  { label: 'Every day at 00:00 UTC', cron: '0 0 * * *' },
] as const;

/** Reads a cron expression, UTC. @param now Unix seconds; runs after it are listed */
export function describeSchedule(text: string, now: number): ScheduleWords {
  const result = parseCron(text);
  if (!result.ok) return { ok: false, reason: result.reason };
  const next: number[] = [];
  for (let at = result.cron.next(now); at !== null && next.length < SHOWN_RUNS; at = result.cron.next(at)) next.push(at);
  return { ok: true, words: wordsOf(result.cron, now), next, intervalSeconds: intervalSeconds(result.cron, now) };
}

const count = (value: number, unit: string): string => (value === 1 ? `Every ${unit}` : `Every ${value} ${unit}s`);
const pad = (text: string): string => text.padStart(2, '0');

/** Words for the shapes people use; anything else says how far apart the next two runs are. */
function wordsOf(cron: Cron, now: number): string {
  const fields = cron.text.split(' ');
  if (fields.length === 6 && fields[0] !== '0') return irregular(cron, now);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields.slice(-5);
  const everyDay = day === '*' && month === '*' && weekday === '*';
  const step = /^(?:\*\/(\d+)|\*)$/;
  const minuteStep = step.exec(minute);
  if (minuteStep && hour === '*' && everyDay) {
    const size = Number(minuteStep[1] ?? 1);
    return 60 % size === 0 || size === 1 ? count(size, 'minute') : irregular(cron, now);
  }
  if (!/^\d+$/.test(minute)) return irregular(cron, now);
  const hourStep = step.exec(hour);
  if (hourStep && everyDay) {
    const size = Number(hourStep[1] ?? 1);
    const past = minute === '0' ? '' : `, ${Number(minute)} minutes past the hour`;
    return 24 % size === 0 ? `${count(size, 'hour')}${past}` : irregular(cron, now);
  }
  if (!/^\d+$/.test(hour)) return irregular(cron, now);
  const time = `at ${pad(hour)}:${pad(minute)} UTC`;
  if (everyDay) return `Every day ${time}`;
  if (day === '*' && month === '*' && weekday === '1-5') return `On weekdays ${time}`;
  if (day === '*' && month === '*' && /^[0-7]$/.test(weekday)) return `Every ${WEEKDAYS[Number(weekday)] ?? ''} ${time}`;
  if (/^\d+$/.test(day) && month === '*' && weekday === '*') return `On day ${day} of every month ${time}`;
  return irregular(cron, now);
}

function irregular(cron: Cron, now: number): string {
  const seconds = intervalSeconds(cron, now);
  return seconds % 60 === 0
    ? `On its own schedule, now ${seconds / 60} minutes apart`
    : `On its own schedule, now ${seconds} seconds apart`;
}

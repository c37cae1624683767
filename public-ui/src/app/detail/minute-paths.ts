import type { Status } from '@clarion/contract';

import { statusOfLetter } from '../bars/bar-paths';

export const MINUTES_PER_ROW = 60;
/** Width and height of one minute in units of the drawing. */
export const CELL = 10;

/** `[from, to)` in minutes of the day. */
export interface MinuteRun {
  from: number;
  to: number;
  /** null = still to come. */
  status: Status | null;
}

const statusAt = (minutes: string, index: number): Status | null => (minutes[index] === '.' ? null : statusOfLetter(minutes[index]));

/** Neighbouring minutes of one status, in order. @param minutes one letter a minute, `.` = still to come */
export const minuteRuns = (minutes: string): MinuteRun[] => {
  const runs: MinuteRun[] = [];
  for (let index = 0; index < minutes.length; index += 1) {
    const status = statusAt(minutes, index);
    const open = runs.at(-1);
    if (open && open.status === status) open.to = index + 1;
    else runs.push({ from: index, to: index + 1, status });
  }
  return runs;
};

export type MinutePaths = Readonly<Record<Status, string>>;

/** One path per status over a grid of 60 columns: a row for each hour, 23 or 25 of them when clocks change. The cells come from the fill patterns. */
export const minutePaths = (minutes: string): MinutePaths => {
  const paths: Record<Status, string> = { UP: '', DEGRADED: '', DOWN: '', MAINTENANCE: '', NO_DATA: '' };
  for (const { from, to, status } of minuteRuns(minutes)) {
    if (status === null) continue;
    let start = from;
    while (start < to) {
      const row = Math.floor(start / MINUTES_PER_ROW);
      const end = Math.min(to, (row + 1) * MINUTES_PER_ROW);
      const width = (end - start) * CELL;
      paths[status] += `M${(start % MINUTES_PER_ROW) * CELL} ${row * CELL}h${width}v${CELL}h-${width}z`;
      start = end;
    }
  }
  return paths;
};

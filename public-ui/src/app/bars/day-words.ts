import type { MonitorSnapshot, Status } from '@clarion/contract';
import { STATUS_DURING } from '@clarion/i18n';

import type { Texts } from '../text/texts';
import { statusOfLetter } from './bar-paths';

type History = Pick<MonitorSnapshot, 'days' | 'dayMinutes' | 'dayUptime' | 'dayEvents'>;

/** What there is to say about one day of a strip. */
export interface DayWords {
  status: Status;
  /** Percentage with its sign, or null when there is none to tell. */
  uptime: string | null;
  /** `10 min down`, worst first. Empty when nothing was wrong. */
  problems: readonly string[];
  /** One line for the slider, the readout and the table alike. */
  line: string;
}

const ORDER = [
  ['DOWN', 2],
  ['DEGRADED', 1],
  ['MAINTENANCE', 3],
  ['NO_DATA', 4],
] as const satisfies readonly (readonly [Status, number])[];

const eventWords = (texts: Texts, events: readonly [incidents: number, maintenances: number] | undefined): string[] => {
  const [incidents, maintenances] = events ?? [0, 0];
  return [
    incidents > 0 ? texts.say('bars.incidents', { count: incidents }) : '',
    maintenances > 0 ? texts.say('bars.maintenances', { count: maintenances }) : '',
  ].filter(Boolean);
};

export const dayWords = (texts: Texts, { days, dayMinutes, dayUptime, dayEvents }: History, index: number): DayWords => {
  const letter = days[index];
  const status = statusOfLetter(letter);
  if (letter === '-') return { status, uptime: null, problems: [], line: texts.say('bars.notMonitored') };
  if (status === 'NO_DATA') return { status, uptime: null, problems: [], line: texts.say('bars.noData') };
  const minutes = dayMinutes[index];
  const text = minutes ? dayUptime?.[index] : '100';
  const uptime = text === undefined ? null : texts.percent(text);
  const stretches = minutes
    ? ORDER.filter(([, at]) => minutes[at] > 0).map(([of, at]) =>
        texts.say(STATUS_DURING[of], { duration: texts.duration(minutes[at] * 60) }),
      )
    : [];
  const problems = [...stretches, ...eventWords(texts, dayEvents?.[index])];
  const parts = uptime === null ? problems : [texts.say('bars.uptime', { percent: uptime }), ...problems];
  return { status, uptime, problems, line: parts.length > 0 ? parts.join(', ') : texts.say('bars.noProblems') };
};

/** Index of the days with a problem, newest first. */
export const problemDays = ({ days, dayMinutes }: History): number[] =>
  Object.keys(dayMinutes)
    .map(Number)
    .filter((index) => index < days.length && days[index] !== '-' && dayMinutes[index]!.slice(1, 4).some((minutes) => minutes > 0))
    .sort((a, b) => b - a);

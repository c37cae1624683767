import { isJobOver, type JobKind } from '@clarion/contract';
import type { Job } from '../api/jobs.js';
import { formatDuration, formatInteger } from '../platform/formats.js';

interface KindWords {
  /** `Pausing 3 monitors` @param page `the home page` */
  doing: (monitors: string, page: string) => string;
  /** `Paused 3 monitors` */
  done: (monitors: string, page: string) => string;
}

const WORDS: Readonly<Record<JobKind, KindWords>> = {
  pause: { doing: (monitors) => `Pausing ${monitors}`, done: (monitors) => `Paused ${monitors}` },
  resume: { doing: (monitors) => `Resuming ${monitors}`, done: (monitors) => `Resumed ${monitors}` },
  hide: { doing: (monitors) => `Hiding ${monitors}`, done: (monitors) => `Hid ${monitors}` },
  unhide: { doing: (monitors) => `Showing ${monitors}`, done: (monitors) => `Showed ${monitors}` },
  interval: {
    doing: (monitors) => `Changing the interval of ${monitors}`,
    done: (monitors) => `Changed the interval of ${monitors}`,
  },
  add_to_page: { doing: (monitors, page) => `Adding ${monitors} to ${page}`, done: (monitors, page) => `Added ${monitors} to ${page}` },
  delete: { doing: (monitors) => `Deleting ${monitors}`, done: (monitors) => `Deleted ${monitors}` },
  delete_data: { doing: (monitors) => `Deleting the data of ${monitors}`, done: (monitors) => `Deleted the data of ${monitors}` },
  import: { doing: (monitors) => `Importing ${monitors}`, done: (monitors) => `Imported ${monitors}` },
  import_subscribers: { doing: (subscribers) => `Importing ${subscribers}`, done: (subscribers) => `Imported ${subscribers}` },
  restore: { doing: (monitors) => `Taking back the change of ${monitors}`, done: (monitors) => `Took back the change of ${monitors}` },
};

/** `1 monitor`, `2,400 monitors`; of an import of subscribers these. */
export const countWords = (count: number, kind?: JobKind): string =>
  `${formatInteger(count)} ${kind === 'import_subscribers' ? 'subscriber' : 'monitor'}${count === 1 ? '' : 's'}`;

const pageWords = (path: string | null): string => (path === null || path === '~home' ? 'the home page' : `the page “${path}”`);

/** What a job is about, whatever became of it: `Pausing 50 monitors`. */
export const jobHeading = ({ kind, total, values }: Pick<Job, 'kind' | 'total' | 'values'>): string =>
  WORDS[kind].doing(countWords(total, kind), pageWords(values.page_path));

/** What became of a job, or how far it is, as a sentence without its end. */
export function jobOutcome({ kind, state, total, done, changed, failed, error, values }: Job): string {
  if (!isJobOver(state)) return `${formatInteger(done)} of ${formatInteger(total)}`;
  if (state === 'FAILED') return `Could not go on: ${error ?? ''}`;
  const unchanged = done - changed - failed;
  const left = total - done;
  return [
    changed === 0 && failed === 0 && left === 0
      ? 'Nothing to change'
      : WORDS[kind].done(countWords(changed, kind), pageWords(values.page_path)),
    ...(unchanged > 0 && changed > 0 ? [`${formatInteger(unchanged)} already ${unchanged === 1 ? 'was' : 'were'} that way`] : []),
    ...(failed > 0 ? [`${formatInteger(failed)} failed`] : []),
    ...(state === 'CANCELLED' ? [`cancelled with ${formatInteger(left)} to go`] : []),
  ].join(', ');
}

/** `34 per second, about 2 min left`. @param perSecond null = not known yet */
export function speedWords({ total, done }: Pick<Job, 'total' | 'done'>, perSecond: number | null): string {
  if (perSecond === null || perSecond <= 0) return '';
  const rounded = perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond);
  return `${formatInteger(rounded)} per second, about ${formatDuration(Math.max(1, (total - done) / perSecond))} left`;
}

import { aJob } from '../../testing/builders.js';
import { jobHeading, jobOutcome, speedWords } from './job-words.js';

describe('the words of a job', () => {
  it.each([
    [aJob({ state: 'RUNNING', total: 1_200, done: 30 }), 'Pausing 1,200 monitors', '30 of 1,200'],
    [aJob({ total: 3, done: 3, changed: 3 }), 'Pausing 3 monitors', 'Paused 3 monitors'],
    [aJob({ total: 3, done: 3, changed: 1, failed: 1 }), 'Pausing 3 monitors', 'Paused 1 monitor, 1 already was that way, 1 failed'],
    [aJob({ total: 2, done: 2, changed: 0 }), 'Pausing 2 monitors', 'Nothing to change'],
    [
      aJob({ kind: 'delete', state: 'CANCELLED', total: 50, done: 12, changed: 12 }),
      'Deleting 50 monitors',
      'Deleted 12 monitors, cancelled with 38 to go',
    ],
    [
      aJob({ kind: 'import_subscribers', total: 40, done: 40, changed: 1 }),
      'Importing 40 subscribers',
      'Imported 1 subscriber, 39 already were that way',
    ],
    [
      aJob({ kind: 'add_to_page', values: { cron: null, page_path: 'services' } }),
      'Adding 3 monitors to the page “services”',
      'Added 3 monitors to the page “services”',
    ],
    [
      aJob({ state: 'FAILED', total: 2, done: 0, changed: 0, error: 'ada may not sign in any more' }),
      'Pausing 2 monitors',
      'Could not go on: ada may not sign in any more',
    ],
  ])('%#', (job, heading, outcome) => {
    expect([jobHeading(job), jobOutcome(job)]).toEqual([heading, outcome]);
  });

  it('say how fast it is and what is left', () => {
    expect(speedWords({ total: 1_000, done: 400 }, 5)).toBe('5 per second, about 2 min left');
    expect(speedWords({ total: 1_000, done: 999 }, 250.4)).toBe('250 per second, about 1 s left');
    expect(speedWords({ total: 10, done: 0 }, null)).toBe('');
  });
});

import { graceWords } from './grace-words.js';
import { describeSchedule, INTERVALS } from './schedule-words.js';

const NOON = Date.UTC(2026, 10, 20, 12, 0, 0) / 1000;

describe('describeSchedule', () => {
  it.each([
    ['* * * * *', 'Every minute'],
    ['*/5 * * * *', 'Every 5 minutes'],
    ['*/7 * * * *', 'On its own schedule, now 7 minutes apart'],
    ['0 * * * *', 'Every hour'],
    ['15 */2 * * *', 'Every 2 hours, 15 minutes past the hour'],
    ['30 4 * * *', 'Every day at 04:30 UTC'],
    ['0 8 * * 1-5', 'On weekdays at 08:00 UTC'],
    ['0 8 * * 0', 'Every Sunday at 08:00 UTC'],
    ['0 8 1 * *', 'On day 1 of every month at 08:00 UTC'],
    ['*/20 * * * * *', 'On its own schedule, now 20 seconds apart'],
  ])('%s means %s', (cron, words) => {
    expect(describeSchedule(cron, NOON)).toMatchObject({ ok: true, words });
  });

  it('lists the next three runs', () => {
    expect(describeSchedule('*/5 * * * *', NOON)).toMatchObject({ next: [NOON + 300, NOON + 600, NOON + 900], intervalSeconds: 300 });
  });

  it('says which field is wrong', () => {
    expect(describeSchedule('61 * * * *', NOON)).toMatchObject({ ok: false, reason: expect.stringContaining('minute') as string });
  });

  it('understands every interval of the list', () => {
    for (const { cron, label } of INTERVALS) expect(describeSchedule(cron, NOON)).toMatchObject({ ok: true, words: label });
  });
});

describe('graceWords', () => {
  it('speaks of the first check when there is no grace', () => {
    expect(graceWords(1, 60)).toContain('first failing check');
  });

  it('computes the wait from the interval', () => {
    expect(graceWords(3, 300)).toContain('about 10 min after the first');
    expect(graceWords(3, null)).not.toContain('about');
  });
});

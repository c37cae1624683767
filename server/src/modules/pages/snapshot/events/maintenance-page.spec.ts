import { occurrencesBetween, readRule } from '@clarion/domain';
import { describe, expect, it } from '@jest/globals';
import { aMaintenance, aMonitor, aPage } from '../../../../../test/pages/facts.js';
import { eventFrame } from './event-frame.js';
import { namesOf } from './event-snapshots.js';
import { maintenanceList, maintenancePage } from './maintenance-page.js';

const FRAME = eventFrame(aPage([]), new Map(), { timeZone: 'UTC', locale: 'en', basePath: '', origin: '' }, false);
const NAMES = namesOf([aMonitor()]);
const at = (text: string): number => Date.parse(text) / 1_000;
const pageOf = (changes: Parameters<typeof aMaintenance>[0]) =>
  maintenancePage({ maintenance: aMaintenance(changes), description: null, revision: 1, changedAt: 0, occurrences: [] }, NAMES, FRAME);

describe('a maintenance on a page of its own', () => {
  // The instants are written by hand: three o'clock before and after the clocks change.
  it.each([
    ['Europe/Berlin', '2026-03-22T02:00Z', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-18T01:00Z', '2026-10-25T02:00Z'],
    ['America/New_York', '2026-03-01T08:00Z', '2026-03-08T07:00Z'],
    ['America/New_York', '2026-10-25T07:00Z', '2026-11-01T08:00Z'],
  ])('comes back at 03:00 of %s in the weeks of %s and %s', (timeZone, before, after) => {
    const reading = readRule('FREQ=WEEKLY');
    if (!reading.ok) throw new Error(reading.reason);
    const starts = occurrencesBetween(reading.rule, at(before), timeZone, { from: at(before), to: at(after) + 60 }).map(
      ({ start }) => start,
    );
    expect(starts).toEqual([at(before), at(after)]);
    for (const from of starts) {
      const { maintenance } = pageOf({ from, to: from + 3_600, rrule: 'FREQ=WEEKLY', ruleStart: starts[0]!, timeZone });
      expect(maintenance).toMatchObject({
        isRecurring: true,
        schedule: {
          words: { kind: 'repeats', frequency: 'WEEKLY', weekdays: ['SU'] },
          localStart: `${before.slice(0, 10)}T03:00`,
          ...{ durationSeconds: 3_600, timeZone },
        },
      });
    }
  });

  it.each(['FREQ=MINUTELY;COUNT=1', 'FREQ=DAILY;COUNT=1', 'COUNT=1;FREQ=WEEKLY'])('that takes place once says so: %s', (rrule) => {
    expect(pageOf({ rrule }).maintenance).toMatchObject({ isRecurring: false, schedule: { words: { kind: 'once' } } });
  });

  it('tells when it should end by the plan', () => {
    const { from } = aMaintenance();
    expect(pageOf({ to: from + 600 }).plannedTo).toBe(from + 3_600);
  });
});

describe('the list of maintenances', () => {
  it('tells of each how it comes back', () => {
    const weekly = aMaintenance({ maintenanceId: 2, eventId: 2, rrule: 'FREQ=WEEKLY;INTERVAL=2' });
    const list = maintenanceList(
      {
        coming: [weekly],
        done: [aMaintenance({ status: 'COMPLETED' })],
        monitors: [],
        filter: { monitor: null, from: null, to: null, page: 1 },
        days: { past: 7, future: 30 },
      },
      FRAME,
    );
    expect([...list.upcoming, ...list.past].map(({ schedule: { words } }) => [words.kind, words.interval])).toEqual([
      ['repeats', 2],
      ['once', 1],
    ]);
  });
});

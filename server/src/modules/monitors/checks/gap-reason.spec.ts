import { describe, expect, it } from '@jest/globals';
import { DatabaseOutages } from './database-outages.js';
import { gapReason } from './gap-reason.js';
import { Clock } from '../../../platform/database/clock.js';

class HandClock extends Clock {
  seconds = 0;
  override nowMs(): number {
    return this.seconds * 1000;
  }
}

describe('REL-31 gap reasons', () => {
  it.each([
    ['overload', 'we were there, and late', { wasHeld: false, workingSince: 0, outages: [] }],
    ['worker_lost', 'its lease ran out', { wasHeld: true, workingSince: 0, outages: [] }],
    ['worker_lost', 'nobody was working yet', { wasHeld: false, workingSince: 700, outages: [] }],
    ['database_down', 'the database was away, whatever else', { wasHeld: true, workingSince: 0, outages: [{ from: 650, to: 900 }] }],
    ['overload', 'that outage was another time', { wasHeld: false, workingSince: 0, outages: [{ from: 100, to: 600 }] }],
  ] as const)('says %s when %s', (reason, _, evidence) => {
    expect(gapReason({ from: 600, to: 780 }, evidence)).toBe(reason);
  });

  it('remembers an outage from the first failure to the first answer', () => {
    const clock = new HandClock();
    const outages = new DatabaseOutages(clock);
    outages.answered();
    expect(outages.all()).toEqual([]);
    clock.seconds = 100;
    outages.failed();
    clock.seconds = 130;
    outages.failed();
    expect(outages.all()).toEqual([{ from: 100, to: 131 }]);
    clock.seconds = 160;
    outages.answered();
    clock.seconds = 500;
    expect(outages.all()).toEqual([{ from: 100, to: 161 }]);
  });
});

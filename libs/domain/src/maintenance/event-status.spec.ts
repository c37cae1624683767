import { EVENT_STATUSES, type EventStatus } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, changeByHand, isTerminal, statusAt } from './event-status.js';

const FROM = 100_000;
const TO = FROM + 3_600;
const BUFFER = 7_200;
const event = (status: EventStatus, maintenance: 'ACTIVE' | 'INACTIVE' = 'ACTIVE') => ({ from: FROM, to: TO, status, maintenance });
const ORDER: readonly EventStatus[] = ['SCHEDULED', 'READY', 'ONGOING', 'COMPLETED'];

describe('statusAt', () => {
  it.each<[number, EventStatus]>([
    [FROM - BUFFER - 1, 'SCHEDULED'],
    [FROM - BUFFER, 'READY'],
    [FROM - 1, 'READY'],
    [FROM, 'ONGOING'],
    [TO - 1, 'ONGOING'],
    [TO, 'COMPLETED'],
  ])('at %i is %s', (now, status) => {
    expect(statusAt({ from: FROM, to: TO }, now, BUFFER)).toBe(status);
  });
});

describe('advance', () => {
  it('only moves on, and looking more often changes nothing', () => {
    const times = fc.array(fc.integer({ min: FROM - 10_000, max: TO + 1_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(times, (all) => {
        const ordered = [...all].sort((a, b) => a - b);
        let status: EventStatus = 'SCHEDULED';
        for (const now of ordered) {
          const next = advance(event(status), now, BUFFER);
          expect(ORDER.indexOf(next)).toBeGreaterThanOrEqual(ORDER.indexOf(status));
          status = next;
        }
        expect(status).toBe(statusAt({ from: FROM, to: TO }, ordered.at(-1)!, BUFFER));
      }),
    );
  });

  it('leaves what is over, and an INACTIVE maintenance begins nothing', () => {
    for (const status of EVENT_STATUSES.filter(isTerminal)) expect(advance(event(status), FROM, BUFFER)).toBe(status);
    expect(advance(event('SCHEDULED', 'INACTIVE'), FROM, BUFFER)).toBe('SCHEDULED');
    expect(advance(event('READY', 'INACTIVE'), TO, BUFFER)).toBe('CANCELLED');
    expect(advance(event('ONGOING', 'INACTIVE'), TO, BUFFER)).toBe('COMPLETED');
  });
});

describe('changeByHand', () => {
  it.each<[EventStatus, 'COMPLETED' | 'CANCELLED', number, number | null]>([
    ['ONGOING', 'COMPLETED', FROM + 1_830, FROM + 1_820],
    ['ONGOING', 'CANCELLED', FROM + 1_830, FROM + 1_820],
    ['ONGOING', 'COMPLETED', FROM + 5, FROM + 60],
    ['ONGOING', 'COMPLETED', TO + 500, TO],
    ['SCHEDULED', 'CANCELLED', FROM - 5_000, TO],
    ['READY', 'CANCELLED', FROM - 5, TO],
    ['SCHEDULED', 'COMPLETED', FROM - 5_000, null],
    ['READY', 'COMPLETED', FROM - 5, null],
    ['COMPLETED', 'CANCELLED', TO, null],
    ['CANCELLED', 'CANCELLED', FROM, null],
  ])('%s to %s at %i ends at %s', (status, wanted, now, end) => {
    const change = changeByHand(event(status), wanted, now);
    expect(change.ok ? change.to : null).toBe(end);
    expect(change.ok ? change.status : wanted).toBe(wanted);
  });
});

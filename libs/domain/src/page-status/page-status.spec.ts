import { STATUSES, type Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayStatus } from './day-status.js';
import { PAGE_STATUS_MESSAGES, countStatuses, monitorHeadline, pageStatus, worstStatus } from './page-status.js';

const sentence = (statuses: readonly Status[]) => PAGE_STATUS_MESSAGES[pageStatus(countStatuses(statuses)).key];
const many = (given: Partial<Record<Status, number>>) =>
  Object.entries(given).flatMap(([status, count]) => Array.from({ length: count }, () => status as Status));
const SEVERITY = ['NO_DATA', 'UP', 'MAINTENANCE', 'DEGRADED', 'DOWN'];
const statuses = fc.array(fc.constantFrom(...STATUSES), { maxLength: 30 });

describe('pageStatus', () => {
  it.each<[Partial<Record<Status, number>>, string]>([
    [{}, 'No Status Available'],
    [{ NO_DATA: 3 }, 'No Status Available'],
    [{ DOWN: 3, UP: 1 }, 'Major System Outage'],
    [{ DOWN: 2, UP: 2 }, 'Partial System Outage'],
    [{ DOWN: 3, UP: 1, NO_DATA: 9 }, 'Major System Outage'],
    [{ DEGRADED: 3, MAINTENANCE: 1 }, 'Degraded Performance'],
    [{ DEGRADED: 1, UP: 3 }, 'Partial Degraded Performance'],
    [{ MAINTENANCE: 1, UP: 9 }, 'Under Maintenance'],
    [{ DOWN: 1, MAINTENANCE: 5 }, 'Partial System Outage'],
    [{ DOWN: 1, DEGRADED: 5 }, 'Partial System Outage'],
    [{ UP: 4 }, 'All Systems Operational'],
    [{ DOWN: 74, UP: 26 }, 'Partial System Outage'],
    [{ DOWN: 75, UP: 25 }, 'Major System Outage'],
  ])('says of %j: %s', (given, message) => {
    expect(sentence(many(given))).toBe(message);
  });

  it('does not ask in which order monitors stand', () => {
    fc.assert(
      fc.property(
        statuses.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => expect(pageStatus(countStatuses(shuffled))).toEqual(pageStatus(countStatuses(list))),
      ),
    );
  });

  it('is never calmer than the worst monitor', () => {
    fc.assert(
      fc.property(statuses, (list) => {
        const worst = Math.max(0, ...list.map((status) => SEVERITY.indexOf(status)));
        expect(SEVERITY.indexOf(pageStatus(countStatuses(list)).status)).toBe(worst);
        expect(worstStatus(list)).toBe(SEVERITY[worst]);
      }),
    );
  });
});

it.each<[Status, string]>([
  ['UP', 'All Systems Operational'],
  ['DOWN', 'Major System Outage'],
  ['DEGRADED', 'Degraded Performance'],
  ['MAINTENANCE', 'Under Maintenance'],
  ['NO_DATA', 'No Status Available'],
])('heads the page of a monitor that is %s with %s', (status, message) => {
  expect(PAGE_STATUS_MESSAGES[monitorHeadline(status).key]).toBe(message);
});

describe('dayStatus', () => {
  const day = (up: number, down: number, degraded: number, maintenance: number) => ({ up, down, degraded, maintenance, noData: 0 });
  it.each([
    [day(1439, 1, 0, 0), null, null, 'DOWN'],
    [day(1435, 4, 1, 0), 5, null, 'DEGRADED'],
    [day(1435, 4, 1, 0), 5, 2, 'UP'],
    [day(1435, 5, 0, 0), 5, null, 'DOWN'],
    [day(0, 0, 0, 60), null, null, 'MAINTENANCE'],
    [day(1, 0, 0, 60), null, null, 'UP'],
    [day(0, 0, 0, 0), null, null, 'NO_DATA'],
    [day(9, 0, 0, 0), 0, 0, 'UP'],
  ] as const)('of %j with minimums %j and %j is %s', (minutes, downMinimum, degradedMinimum, status) => {
    expect(dayStatus(minutes, { downMinimum, degradedMinimum })).toBe(status);
  });
});

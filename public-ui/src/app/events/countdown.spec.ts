import type { EventStatus } from '@clarion/contract';

import { NOW } from '../../../testing/fixtures.ts';
import { countdownOf } from './countdown';

const event = (status: EventStatus, from: number, to = from + 3_600) => ({ status, from: NOW + from, to: NOW + to });
const HOUR = 3_600;

describe('countdownOf', () => {
  it.each<[string, ReturnType<typeof event>, ReturnType<typeof countdownOf>]>([
    ['counts to the start', event('SCHEDULED', 5 * HOUR), { to: 'start', left: 5 * HOUR }],
    ['counts to the end while it runs', event('ONGOING', -HOUR, 600), { to: 'end', left: 600 }],
    ['leaves what is far off to its date', event('SCHEDULED', 48 * HOUR + 1), null],
    ['says of a start that nobody confirmed that it is due', event('READY', -30), { to: 'start', left: 0 }],
    ['says of an end that nobody confirmed that it is due', event('ONGOING', -2 * HOUR, -1), { to: 'end', left: 0 }],
    ['has nothing to count once it is over', event('COMPLETED', -HOUR), null],
    ['has nothing to count when it was cancelled', event('CANCELLED', HOUR), null],
  ])('%s', (_name, at, expected) => expect(countdownOf(at, NOW)).toEqual(expected));

  it('waits until somebody knows what time it is', () => {
    expect(countdownOf(event('SCHEDULED', HOUR), null)).toBeNull();
  });
});

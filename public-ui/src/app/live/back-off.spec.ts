import fc from 'fast-check';

import { backOff } from './back-off';

describe('backOff', () => {
  it('stays between one second and a minute', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, roll) => {
        const wait = backOff(failures, () => roll);
        return wait >= 1 && wait <= 60;
      }),
    );
  });

  it('lets the span grow with every failure', () => {
    expect([0, 1, 2, 3, 6, 20].map((failures) => backOff(failures, () => 1))).toEqual([1, 2, 4, 8, 60, 60]);
  });
});

import fc from 'fast-check';

import { sparklineLevels, sparklinePath } from './sparkline';

describe('sparklinePath', () => {
  it('runs from the lowest to the highest value', () => {
    expect(sparklinePath([10, 20, 30])).toBe('M0 22L2 12L4 2');
  });

  it('leaves gaps open and shows a lonely value', () => {
    expect(sparklinePath([10, 30, null, 20, null])).toBe('M0 22L2 2M6 12h.1');
  });

  it('is level when nothing varies, and empty without values', () => {
    expect(sparklinePath([7, 7])).toBe('M0 12L2 12');
    expect(sparklinePath([null, null])).toBe('');
  });
});

describe('sparklineLevels', () => {
  it('draw the same line', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 60_000 })), { maxLength: 48 }), (values) => {
        expect(sparklinePath(sparklineLevels(values))).toBe(sparklinePath(values));
      }),
    );
  });
});

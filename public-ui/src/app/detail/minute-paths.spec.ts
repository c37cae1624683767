import fc from 'fast-check';

import { minutePaths, minuteRuns } from './minute-paths';

const day = fc.array(fc.constantFrom('u', 'g', 'd', 'm', 'n', '.'), { minLength: 1, maxLength: 1_500 }).map((letters) => letters.join(''));

describe('minuteRuns', () => {
  it('cover the day without holes and never repeat a status', () => {
    fc.assert(
      fc.property(day, (minutes) => {
        const runs = minuteRuns(minutes);
        expect(runs[0]?.from).toBe(0);
        expect(runs.at(-1)?.to).toBe(minutes.length);
        runs.slice(1).forEach((run, index) => {
          expect(run.from).toBe(runs[index]?.to);
          expect(run.status).not.toBe(runs[index]?.status);
        });
      }),
    );
  });
});

describe('minutePaths', () => {
  it('wraps a run at the end of each hour', () => {
    expect(minutePaths('u'.repeat(50) + 'd'.repeat(20)).DOWN).toBe('M500 0h100v10h-100zM0 10h100v10h-100z');
  });

  it('draws nothing for minutes still to come', () => {
    expect(Object.values(minutePaths('.'.repeat(1_440))).join('')).toBe('');
  });
});

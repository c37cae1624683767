import { describeDay, summarizeDays } from './day-summary.js';

const STARTS = [0, 1, 2, 3].map((day) => 1_700_006_400 + day * 86_400);

describe('summarizeDays', () => {
  it('tells what went wrong on each day, and when there was nothing to watch', () => {
    const days = summarizeDays('-udm', STARTS, { 2: [1_370, 30, 40, 0, 0], 3: [1_320, 0, 0, 120, 0] });
    expect(days.map(({ status }) => status)).toEqual([null, 'UP', 'DOWN', 'MAINTENANCE']);
    expect(days.map(describeDay).map((text) => text.slice(text.indexOf(': ') + 2))).toEqual([
      'not watched yet',
      'Operational',
      '40 min down, 30 min degraded',
      '2 h maintenance',
    ]);
  });
});

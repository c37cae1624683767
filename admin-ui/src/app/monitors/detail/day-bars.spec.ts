import { dayShapes } from './day-bars.js';

describe('the drawing of a monitor’s days', () => {
  it('shows a short failure as a part of its day, and marks the day', () => {
    const { UP, DOWN } = dayShapes([{ index: 0, status: 'DOWN', minutes: [1_439, 0, 1, 0, 0] }]);
    expect(UP).toBe('M1 8h6v28h-6z');
    expect(DOWN).toBe('M1 36h6v4h-6zM1.5 0h5v5h-5z');
  });

  it('fills a day without exceptions, and leaves a stub where nothing is known', () => {
    const shapes = dayShapes([
      { index: 0, status: null, minutes: null },
      { index: 1, status: 'NO_DATA', minutes: null },
      { index: 2, status: 'UP', minutes: null },
    ]);
    expect(shapes).toEqual({ UP: 'M17 8h6v32h-6z', NO_DATA: 'M1 37h6v3h-6zM9 37h6v3h-6z', DOWN: '', DEGRADED: '', MAINTENANCE: '' });
  });
});

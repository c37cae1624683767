import { barClip, barPaths, bracketPath } from './bar-paths';

describe('barPaths', () => {
  it('draws quiet days as one rectangle', () => {
    expect(barPaths({ days: 'uuuu', dayMinutes: {} })).toEqual({
      UP: 'M0 0h40v32h-40z',
      DEGRADED: '',
      DOWN: '',
      MAINTENANCE: '',
      NO_DATA: '',
    });
  });

  it('draws days without data as a stub, also those before the monitor was', () => {
    expect(barPaths({ days: '--nu', dayMinutes: {} }).NO_DATA).toBe('M0 29h30v3h-30z');
  });

  it('puts the worst status of a day into the lane as a shape', () => {
    const { DOWN, UP } = barPaths({ days: 'd'.padStart(90, 'u'), dayMinutes: { 89: [1_439, 0, 1, 0, 0] } });
    expect(UP).toBe('M0 0h900v32h-900z');
    expect(DOWN).toBe('M890 28h10v4h-10zM892.2 36h5.6v6h-5.6z');
  });

  it('paints no green behind a day that was never up, nor behind minutes that are missing', () => {
    const { UP, NO_DATA } = barPaths({ days: 'udg', dayMinutes: { 1: [0, 0, 1_440, 0, 0], 2: [720, 0, 0, 0, 720] } });
    expect(UP).toBe('M0 0h10v32h-10zM20 16h10v16h-10z');
    expect(NO_DATA).toBe('M20 0h10v16h-10z');
  });

  it('marks nothing on a day whose problem stayed below its threshold', () => {
    expect(barPaths({ days: 'u', dayMinutes: { 0: [1_439, 0, 1, 0, 0] } }).DOWN).toBe('M0 28h10v4h-10z');
  });
});

describe('bracketPath', () => {
  it('runs under the days that a maintenance touched, whatever it did, and under no others', () => {
    const dayEvents = { 0: [1, 0], 1: [0, 1], 2: [2, 1], 4: [0, 1] } as const;
    expect(bracketPath({ days: 'uduuu', dayEvents })).toBe('M11 32.8v2h18v-2M41 32.8v2h8v-2');
    expect(bracketPath({ days: 'uu' })).toBe('');
  });
});

describe('barClip', () => {
  it('has a column for every day and the lane', () => {
    expect(barClip(90).match(/M/g)).toHaveLength(91);
  });
});

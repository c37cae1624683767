import { localStart, placeStart } from './wall-clock.js';

const utc = (iso: string): number => Date.parse(`${iso}Z`) / 1000;

describe('placeStart', () => {
  it.each([
    ['UTC', '2026-11-22', '02:30', '2026-11-22T02:30', null],
    ['Europe/Berlin', '2026-11-22', '02:30', '2026-11-22T01:30', null],
    ['Europe/Berlin', '2026-11-22', '00:00', '2026-11-21T23:00', null],
    ['Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:30', 'GAP'],
    ['Europe/Berlin', '2027-10-31', '02:30', '2027-10-31T00:30', 'OVERLAP'],
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:30', 'GAP'],
    // Midnight itself is skipped there.
    ['Africa/Cairo', '2027-04-30', '00:30', '2027-04-29T22:00', 'GAP'],
  ])('%s, %s %s', (zone, date, time, iso, note) => {
    expect(placeStart(zone, date, time)).toEqual({ at: utc(iso), note });
  });

  it('waits until everything is there', () => {
    expect([placeStart('UTC', '', '02:30'), placeStart('UTC', '2026-11-22', ''), placeStart('Mars/Base', '2026-11-22', '02:30')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('localStart', () => {
  it('shows the clock of the zone', () => {
    expect(localStart('Europe/Berlin', utc('2026-07-01T22:15'))).toEqual({ date: '2026-07-02', time: '00:15' });
    expect(localStart('Europe/Berlin', utc('2026-07-01T22:15') + 28).time).toBe('00:15');
    expect(localStart('UTC', utc('2026-07-01T22:15'))).toEqual({ date: '2026-07-01', time: '22:15' });
  });
});

import { formatWindowIn } from './zoned-formats.js';

const at = (iso: string): number => Date.parse(iso) / 1000;
// Languages write dates in their own way; what counts is which parts stand there.
const end = (zone: string, from: string, to: string): string => formatWindowIn(zone, at(from), at(to)).split(' – ')[1] ?? '';

describe('formatWindowIn', () => {
  it('says no more of the end than is needed', () => {
    const sameDay = end('UTC', '2026-11-22T02:30:00Z', '2026-11-22T03:30:00Z');
    const nextDay = end('Europe/Berlin', '2026-11-22T22:30:00Z', '2026-11-22T23:30:00Z');
    const later = end('UTC', '2026-11-22T02:30:00Z', '2026-11-24T03:30:00Z');
    expect([sameDay, nextDay, later].map((text) => /2026/.test(text))).toEqual([false, false, true]);
    expect(nextDay.length).toBeGreaterThan(sameDay.length);
  });
});

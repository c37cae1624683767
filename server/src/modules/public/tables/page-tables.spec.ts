import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMonitor, aMonitorPage, DAY, MINUTE_NOW, TODAY, UTC } from '../../../../test/pages/facts.js';
import { monitorPageSnapshot } from '../../pages/snapshot/monitor-page-snapshot.js';
import { csvLines } from '../../../platform/csv/csv-text.js';
import { dayLines } from './page-tables.js';

/** Reads a line as RFC 4180 has it. */
const cellsOf = (line: string): string[] =>
  [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
  );

describe('a table as text', () => {
  it('starts no cell with what a program would run', () => {
    const dangerous = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋'), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(dangerous, (text) => {
        const [, line = ''] = [...csvLines(['a'], [[text]])];
        expect(line.replace(/^"/, '')).toMatch(/^'/);
      }),
    );
  });

  it('keeps every other cell as it is', () => {
    const cell = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !/^[=+\-@]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (cells) => {
        const [, line = ''] = [...csvLines(['a'], [cells])];
        expect(cellsOf(line)).toEqual(cells);
      }),
    );
  });

  it('leaves numbers numbers, below zero too', () => {
    expect([...csvLines(['a', 'b'], [[-1, null]])]).toEqual(['a,b\r\n', '-1,\r\n']);
  });
});

describe('the days of a monitor', () => {
  const spans = [
    { from: TODAY - 2 * DAY, to: TODAY - DAY, status: 'UP' },
    { from: TODAY - DAY, to: TODAY - DAY + 600, status: 'DOWN' },
    { from: TODAY - DAY + 600, to: MINUTE_NOW + 60, status: 'UP' },
  ] as const;
  const monitor = aMonitor({ spans, createdAt: TODAY - 2 * DAY });
  const lines = (days?: 7 | 30): string[] => [
    ...dayLines(monitorPageSnapshot(aMonitorPage(monitor), UTC, { withReasons: false, ...(days === undefined ? {} : { days }) })),
  ];

  it('are as many as the bars show, newest first, with the numbers of the table', () => {
    expect(lines()).toHaveLength(91);
    const week = lines(7);
    expect(week).toHaveLength(8);
    expect(week[1]).toBe('2026-11-20,UP,100,845,0,0,0,0,0,0\r\n');
    expect(week[2]).toBe('2026-11-19,DOWN,99.305,1430,0,10,0,0,0,0\r\n');
    expect(week[3]).toBe('2026-11-18,UP,100,1440,0,0,0,0,0,0\r\n');
    expect(week[4]).toBe('2026-11-17,NO_DATA,,,,,,,0,0\r\n');
  });
});

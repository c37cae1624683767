import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLines } from './csv-text.js';
import { readCsv } from './read-csv.js';

const cellsOf = (text: string) => [...readCsv(text)].map((record) => record?.cells ?? null);

describe('readCsv', () => {
  it('reads back what we write, formulas too', () => {
    const cell = fc.string().map((text) => text.trim().replace(/^'+/, ''));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        expect(cellsOf([...csvLines(['a', 'b'], table)].join(''))).toEqual([['a', 'b'], ...table]);
      }),
    );
  });

  it.each([
    [
      '\uFEFFa,b\r\n\r\n"x,1", y \n',
      [
        ['a', 'b'],
        ['x,1', 'y'],
      ],
    ],
    [
      'a,"say ""hi"""\n"two\nlines",',
      [
        ['a', 'say "hi"'],
        ['two\nlines', ''],
      ],
    ],
    ['a\r"never closed', [['a'], null]],
    ['"a"b\n', [null]],
    ['', []],
  ])('%j', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it('knows the line of each record', () => {
    expect([...readCsv('a\n\n"two\nlines"\nb')].map((record) => record?.line)).toEqual([1, 3, 5]);
  });
});

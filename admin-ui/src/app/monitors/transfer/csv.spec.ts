import fc from 'fast-check';
import { parseCsv, toCsv } from './csv.js';

describe('a table as a file', () => {
  it.each([
    [[['a', 'b']]],
    [[['a,b', 'c"d', 'e\nf', ' g ']]],
    [[['=1+1', '+49', '-3', '@here', "'quoted'", "'=marked"]]],
    [[['{"a":[1,2]}', '', 'ü']]],
  ])('comes back as it was: %j', (rows) => {
    expect(parseCsv(toCsv(rows))).toEqual(rows);
  });

  it('comes back as it was, whatever stands in it', () => {
    const cell = fc.oneof(fc.string(), fc.stringMatching(/^['"=+,;\t\r\n -]{0,6}$/));
    const row = fc.tuple(fc.constantFrom('a', 'b'), cell, cell).map((cells): string[] => cells);
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const table = [['tag', 'name', 'cron'], ...rows];
        expect(parseCsv(toCsv(table))).toEqual(table);
      }),
    );
  });

  it('marks what a spreadsheet would run', () => {
    expect(toCsv([['=HYPERLINK("x")']])).toBe('"\'=HYPERLINK(""x"")"\r\n');
  });

  it.each([
    [
      '\uFEFFtag;name\r\na;"A; B"\r\n\r\n',
      [
        ['tag', 'name'],
        ['a', 'A; B'],
      ],
    ],
    [
      'tag\tname\na\tA',
      [
        ['tag', 'name'],
        ['a', 'A'],
      ],
    ],
    ['', []],
  ])('reads what spreadsheets write: %j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows);
  });

  it('has no rows for an open quote', () => {
    expect(parseCsv('tag\n"a')).toBeNull();
  });
});

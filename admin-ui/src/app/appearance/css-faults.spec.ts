import { lineFaults, lineRange } from './css-faults.js';

it('puts faults at their lines, each once, without the name of the field', () => {
  const saved = [{ kind: 'server', message: 'customCSS must not use @import', line: 3 }];
  const drawn = [
    { field: 'customCSS', message: 'customCSS must not use @import', line: 3 },
    { field: 'siteName', message: 'siteName must be a non-empty string' },
    { field: 'customCSS', message: 'customCSS must be at most 100000 characters long' },
  ];
  expect(lineFaults('customCSS', saved, drawn)).toEqual([
    { line: null, message: 'must be at most 100000 characters long' },
    { line: 3, message: 'must not use @import' },
  ]);
  expect(lineFaults('customCSS', [], [])).toEqual([]);
});

it.each([
  [1, 'a {'],
  [2, '  b: c;'],
  [4, ''],
  [9, ''],
])('line %i is “%s”', (line, words) => {
  const text = 'a {\n  b: c;\n}\n';
  const { start, end } = lineRange(text, line);
  expect(text.slice(start, end)).toBe(words);
});

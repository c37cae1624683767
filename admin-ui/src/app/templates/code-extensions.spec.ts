import { Text } from '@codemirror/state';
import { diagnosticsOf } from './code-extensions.js';

const problem = (line: number | null, column: number | null) => ({ severity: 'warning', message: 'x', line, column }) as const;

describe('diagnosticsOf', () => {
  const document = Text.of(['Hi {{nmae}}!', '', 'by {{{raw}}} end']);

  it('underlines a tag, or from the fault to the end of its line', () => {
    const spans = diagnosticsOf(document, [problem(1, 4), problem(3, 4), problem(1, 1), problem(2, 1)]).map(({ from, to }) => [from, to]);
    expect(spans).toEqual([
      [3, 11],
      [17, 26],
      [0, 12],
      [13, 13],
    ]);
  });

  it('leaves out what has no place, and what lies behind the end by now', () => {
    expect(diagnosticsOf(document, [problem(null, null), problem(9, 1)])).toEqual([]);
    expect(diagnosticsOf(document, [problem(1, 99)])).toMatchObject([{ from: 12, to: 12 }]);
  });
});

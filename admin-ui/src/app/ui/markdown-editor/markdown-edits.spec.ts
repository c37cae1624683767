import { applyEdit, editFor, type Mark } from './markdown-edits.js';

/** `|` stands at both ends of the selection. */
const press = (mark: Mark, marked: string): string => {
  const from = marked.indexOf('|');
  const to = marked.lastIndexOf('|') - (marked.lastIndexOf('|') > from ? 1 : 0);
  const text = marked.replaceAll('|', '');
  const edit = editFor(mark, text, { from, to });
  const after = applyEdit(text, edit);
  const { selection } = edit;
  return `${after.slice(0, selection.from)}|${after.slice(selection.from, selection.to)}|${after.slice(selection.to)}`;
};

describe('editFor', () => {
  it.each<[Mark, string, string]>([
    ['bold', 'we |see| it', 'we **|see|** it'],
    ['bold', 'we **|see|** it', 'we |see| it'],
    ['bold', 'we |', 'we **|bold text|**'],
    ['italic', '|now|', '_|now|_'],
    ['code', 'run |ls|', 'run `|ls|`'],
    ['code', '|a\nb|', '```\n|a\nb|\n```'],
    ['link', 'see |docs|', 'see [docs](|https://|)'],
    ['link', '|https://a.test/x|', '[|text|](https://a.test/x)'],
    ['link', '|', '[|text|](https://)'],
    ['list', 'one|', '- one||'],
    ['list', 'a\n|b\nc|\nd', 'a\n|- b\n- c|\nd'],
    ['list', '|- b\n- c|', '|b\nc|'],
    ['numbers', '|b\nc|', '|1. b\n2. c|'],
    ['quote', 'x\ny|', 'x\n> y||'],
  ])('%s on “%s”', (mark, before, after) => {
    expect(press(mark, before)).toBe(after);
  });

  it('gives the text back when a mark is put on and taken off', () => {
    const text = 'payments are failing';
    for (const mark of ['bold', 'italic', 'code'] as const) {
      const on = editFor(mark, text, { from: 0, to: 8 });
      const off = editFor(mark, applyEdit(text, on), on.selection);
      expect(applyEdit(applyEdit(text, on), off)).toBe(text);
    }
  });
});

import { dateExample, FORMAT_PRESETS } from './date-example.js';

const AT = new Date('2026-03-05T14:07:09Z');
const example = (pattern: string, locale = 'en-GB') => dateExample(pattern, AT, locale, 'UTC').replaceAll('\u202f', ' ');

it.each([
  ['d MMM yyyy, HH:mm', '5 Mar 2026, 14:07'],
  ['MMM d, yyyy, h:mm a', 'Mar 5, 2026, 2:07 PM'],
  ['yyyy-MM-dd HH:mm:ss', '2026-03-05 14:07:09'],
  ["EEEE 'at' HH 'o''clock'", "Thursday at 14 o'clock"],
  ['PPp', '5 Mar 2026, 14:07'],
  ['p', '14:07'],
  ['yy ?', '26 ?'],
  ['', ''],
])('%s looks like %s', (pattern, text) => expect(example(pattern)).toBe(text));

it('speaks the language', () => expect(example('d. MMMM', 'de-DE')).toBe('5. März'));

it('no preset shows seconds', () => {
  for (const { datePlusTime, timeOnly } of FORMAT_PRESETS) {
    for (const pattern of [datePlusTime, timeOnly]) expect(example(pattern)).not.toContain('09');
  }
});

import { expect, it } from '@jest/globals';
import { errorsCsv } from './errors-csv.js';

it('quotes what separates, and lets no text run as a formula', () => {
  const csv = errorsCsv([
    { position: 1, tag: 'shop', name: 'The “shop”, EU', message: 'It says "no"' },
    { position: 12, tag: '-x', name: '=HYPERLINK("http://x")', message: 'Monitor not found' },
  ]);
  expect(csv.split('\r\n')).toEqual([
    'row,tag,name,error',
    '1,shop,"The “shop”, EU","It says ""no"""',
    `12,'-x,"'=HYPERLINK(""http://x"")",Monitor not found`,
    '',
  ]);
});

import { convertToParamMap } from '@angular/router';
import { aPageState } from '../../../testing/page-builders.js';
import { matches, readQuery, writeQuery } from './list-query.js';

const PLAIN = { text: '', view: 'pages', isUnpublished: false } as const;

describe('the query of the list of pages', () => {
  it('is plain at a plain address, and where the address makes no sense', () => {
    expect(readQuery(convertToParamMap({}))).toEqual(PLAIN);
    expect(readQuery(convertToParamMap({ view: 'nonsense', unpublished: 'yes' }))).toEqual(PLAIN);
    expect(Object.values(writeQuery(PLAIN))).toEqual([null, null, null]);
  });

  it('comes back from its address', () => {
    const query = { text: 'eu', view: 'trash', isUnpublished: true } as const;
    expect(readQuery(convertToParamMap(writeQuery(query)))).toEqual(query);
  });

  it.each([
    ['EUROPE', true],
    ['eu-re', true],
    ['status.example', true],
    ['nothing', false],
  ])('finds a page by “%s”: %s', (text, isFound) => {
    const page = aPageState({ page_title: 'Europe', page_path: 'eu-region', host: 'status.example.com' });
    expect(matches(page, { ...PLAIN, text })).toBe(isFound);
  });

  it('leaves out pages on which nothing waits', () => {
    const draft = { changes: 1, is_outdated: false, author: 'ada', updated_at: '2026-03-02T10:15:02.000Z' };
    expect([
      matches(aPageState({ draft }), { ...PLAIN, isUnpublished: true }),
      matches(aPageState(), { ...PLAIN, isUnpublished: true }),
    ]).toEqual([true, false]);
  });
});

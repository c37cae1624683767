import { aContent } from '../../../testing/page-builders.js';
import { mergeContent } from './merge-content.js';

const base = aContent();

describe('mergeContent', () => {
  it('keeps what each of us changed', () => {
    const { content, conflicts } = mergeContent(base, aContent({ page_title: 'Mine' }), aContent({ unsectioned: ['b', 'a'] }));
    expect(content).toEqual(aContent({ page_title: 'Mine', unsectioned: ['b', 'a'] }));
    expect(conflicts).toEqual([]);
  });

  it('asks about what both changed, and takes theirs where that is wanted', () => {
    const mine = aContent({ page_title: 'Mine', unsectioned: ['a'], sections: [] });
    const theirs = aContent({ page_title: 'Theirs', unsectioned: ['b'], page_header: 'Theirs' });
    const { content, conflicts, withTheirs } = mergeContent(base, mine, theirs);
    expect(conflicts).toEqual([
      { field: 'page_title', mine: 'Mine', theirs: 'Theirs' },
      { field: 'arrangement', mine: ['No section: a'], theirs: ['No section: b', 'Shop: c'] },
    ]);
    expect(content).toEqual({ ...mine, page_header: 'Theirs' });
    expect(withTheirs(new Set(['arrangement']))).toEqual({ ...theirs, page_title: 'Mine' });
  });

  it('keeps a monitor in one place: where monitors stand is taken whole', () => {
    const mine = aContent({ unsectioned: ['a', 'b', 'c'], sections: [{ ...base.sections[0]!, monitors: [] }] });
    const theirs = aContent({ unsectioned: ['a'], sections: [{ ...base.sections[0]!, monitors: ['c', 'b'] }] });
    const { withTheirs } = mergeContent(base, mine, theirs);
    expect(withTheirs(new Set()).unsectioned).toEqual(['a', 'b', 'c']);
    expect(withTheirs(new Set(['arrangement'])).sections[0]!.monitors).toEqual(['c', 'b']);
  });
});

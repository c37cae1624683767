import { changedFields, mergeFields } from './merge-fields.js';

describe('mergeFields', () => {
  const base = { title: 'Slow', start: 1, monitors: ['a'] };

  it('takes what either of us changed', () => {
    expect(mergeFields(base, { ...base, title: 'Slow checkout' }, { ...base, monitors: ['a', 'b'] })).toEqual({
      merged: { title: 'Slow checkout', start: 1, monitors: ['a', 'b'] },
      conflicts: [],
    });
  });

  it('names what both changed, and keeps mine until somebody decides', () => {
    const { merged, conflicts } = mergeFields(base, { ...base, title: 'Mine', start: 2 }, { ...base, title: 'Theirs', start: 2 });
    expect(merged).toEqual({ ...base, title: 'Mine', start: 2 });
    expect(conflicts).toEqual([{ field: 'title', mine: 'Mine', theirs: 'Theirs' }]);
  });

  it('sends what differs and nothing else', () => {
    expect(changedFields(base, { ...base, monitors: [] })).toEqual({ monitors: [] });
    expect(changedFields(base, { ...base })).toEqual({});
  });
});

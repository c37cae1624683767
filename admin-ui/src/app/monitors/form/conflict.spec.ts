import { mergeDrafts, resolveConflicts } from './conflict.js';
import { NEW_DRAFT } from './monitor-draft.js';

const base = { ...NEW_DRAFT, name: 'Shop', tag: 'shop', url: 'https://a.example' };

describe('mergeDrafts', () => {
  it('keeps what only one of us changed', () => {
    const { merged, conflicts } = mergeDrafts(base, { ...base, name: 'My shop' }, { ...base, cron: '*/5 * * * *' });
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({ ...base, name: 'My shop', cron: '*/5 * * * *' });
  });

  it('asks only about fields that both changed differently', () => {
    const headers = [{ key: 'A', value: '1' }];
    const mine = { ...base, name: 'Mine', description: 'same', headers };
    const theirs = { ...base, name: 'Theirs', description: 'same', headers: [{ key: 'A', value: '1' }] };
    const { merged, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([{ field: 'name', mine: 'Mine', theirs: 'Theirs' }]);
    expect(merged.name).toBe('Mine');
    expect(resolveConflicts(merged, theirs, new Set(['name'])).name).toBe('Theirs');
  });
});

import { mergeDrafts, resolveConflicts } from './conflict.js';
import { NEW_DRAFT } from './monitor-draft.js';

const base = { ...NEW_DRAFT, name: 'Shop', tag: 'shop' };
const withHeaders = (headers: { key: string; value: string }[]) => ({ ...base.check, API: { ...base.check.API, headers } });

describe('mergeDrafts', () => {
  it('keeps what only one of us changed', () => {
    const { merged, conflicts } = mergeDrafts(base, { ...base, name: 'My shop' }, { ...base, cron: '*/5 * * * *' });
    expect(conflicts).toEqual([]);
    expect(merged).toEqual({ ...base, name: 'My shop', cron: '*/5 * * * *' });
  });

  it('asks only about fields that both changed differently', () => {
    const mine = { ...base, name: 'Mine', description: 'same', check: withHeaders([{ key: 'A', value: '1' }]) };
    const theirs = { ...base, name: 'Theirs', description: 'same', check: withHeaders([{ key: 'A', value: '1' }]) };
    const { merged, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([{ field: 'name', mine: 'Mine', theirs: 'Theirs' }]);
    expect(merged.name).toBe('Mine');
    expect(resolveConflicts(merged, theirs, new Set(['name'])).name).toBe('Theirs');
  });

  it('looks into the check, member by member', () => {
    const change = (timeout: number, url: string) => ({ ...base, check: { ...base.check, API: { ...base.check.API, timeout, url } } });
    const [mine, theirs] = [change(2_000, 'https://mine.example'), change(3_000, '')];
    const { merged, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([{ field: 'check.API.timeout', mine: 2_000, theirs: 3_000 }]);
    expect(merged.check.API.url).toBe('https://mine.example');
    expect(resolveConflicts(merged, theirs, new Set(['check.API.timeout'])).check.API).toMatchObject({
      timeout: 3_000,
      url: 'https://mine.example',
    });
  });
});

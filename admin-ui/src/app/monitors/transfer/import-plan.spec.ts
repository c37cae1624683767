import { aMonitor } from '../../../testing/builders.js';
import type { Monitor } from '../../api/monitors.js';
import { planImport, type ImportRow } from './import-plan.js';
import { readJson, toDocument, toExported as toExportedWith, type ParentsByTag } from './monitor-document.js';

const NOBODY: ParentsByTag = new Map();
const toExported = (monitor: Monitor) => toExportedWith(monitor, NOBODY);
const plan = (entries: readonly unknown[], existing: readonly Monitor[] = [], parents = NOBODY): ImportRow[] =>
  planImport(entries, existing, parents);
const only = (entry: unknown, existing?: readonly Monitor[]): ImportRow => plan([entry], existing)[0]!;

describe('the plan of an import', () => {
  it('creates what is not there, and says what is missing', () => {
    const row = only({ ...toExported(aMonitor({ id: 7 })), id: 7, created_at: 'x' });
    expect(row).toMatchObject({
      action: 'create',
      tag: 'shop-web',
      body: { tag: 'shop-web', name: 'Web shop', monitor_type: 'API' },
      notes: ['Enter headers.Authorization afterwards.'],
    });
    expect(row.action === 'create' && Object.keys(row.body)).not.toContain('id');
  });

  it('leaves alone what is the same', () => {
    expect(only(toExported(aMonitor()), [aMonitor()]).action).toBe('same');
  });

  it('sends only what differs, and keeps the secrets that are there', () => {
    const entry = toExported(aMonitor({ name: 'Shop', type_data: { ...aMonitor().type_data, timeout: 5_000 } }));
    expect(only(entry, [aMonitor()])).toMatchObject({ action: 'update', body: { name: 'Shop', type_data: { timeout: 5_000 } }, notes: [] });

    const another = [...(aMonitor().type_data['headers'] as unknown[]), { key: 'X-Token', value: '••••9999' }];
    const withMore = toExported(aMonitor({ type_data: { ...aMonitor().type_data, headers: another } }));
    expect(only(withMore, [aMonitor()])).toMatchObject({
      body: {
        type_data: {
          headers: [
            { key: 'Authorization', value: '••••x9Qz' },
            { key: 'X-Token', value: '' },
          ],
        },
      },
      notes: ['Enter headers.X-Token afterwards.'],
    });
  });

  it('does not lose the password of an address that is otherwise the same', () => {
    const stored = aMonitor({ type_data: { url: 'https://ada:lovelace@example.com/x', timeout: 8_000 } });
    const entry = { ...toExported(stored), type_data: { ...toExported(stored).type_data, timeout: 1_000 } };
    expect(only(entry, [stored])).toMatchObject({ body: { type_data: { timeout: 1_000 } }, notes: [] });
  });

  it('does not lose the password of an authentication of which something else changed', () => {
    const stored = aMonitor({ type_data: { url: 'https://a.example', auth: { kind: 'basic', username: 'ada', password: '••••lace' } } });
    const exported = toExported(stored);
    const changed = { ...exported, type_data: { ...exported.type_data, auth: { kind: 'basic', username: 'bo' } } };
    expect(only(changed, [stored])).toMatchObject({
      body: { type_data: { auth: { kind: 'basic', username: 'bo', password: '••••lace' } } },
    });
  });

  it('puts groups last, since their members must be there', () => {
    const rows = plan([
      { tag: 'all', name: 'All', monitor_type: 'GROUP' },
      { tag: 'a', name: 'A' },
    ]);
    expect(rows.map(({ tag, line }) => [tag, line])).toEqual([
      ['a', 2],
      ['all', 1],
    ]);
  });

  it.each([
    [3, 'It is not an object.'],
    [{ name: 'A' }, 'It needs a tag of lower-case letters, digits, - and _.'],
    [{ tag: 'Bad Tag', name: 'A' }, 'It needs a tag of lower-case letters, digits, - and _.'],
    [{ tag: 'a', name: ' ' }, 'It needs a name of at most 255 characters.'],
    [{ tag: 'a', name: 'A', monitor_type: 'FAX' }, 'The type is not one of API, '],
    [{ tag: 'a', name: 'A', cron: 'often' }, 'The schedule is wrong: '],
    [{ tag: 'a', name: 'A', confirmation_threshold: 99 }, 'The grace period must be a whole number from 1 to 60.'],
    [{ tag: 'a', name: 'A', type_data: [] }, 'Type_data must be an object.'],
    [{ tag: 'a', name: 'A', parents: 'db' }, 'Parents must be a list of at most 20 tags.'],
  ])('refuses %j', (entry, reason) => {
    const row = only(entry);
    expect(row.action === 'refuse' && row.reason).toContain(reason);
    expect(row.action === 'refuse' && row.reason).toMatch(/[^.]\.$/);
  });

  it('brings whom others depend on before those who do, groups included', () => {
    const rows = plan([
      { tag: 'cart', name: 'Cart', parents: ['all'] },
      { tag: 'all', name: 'All', monitor_type: 'GROUP', type_data: { monitors: [{ tag: 'shop', weight: 1 }] } },
      { tag: 'shop', name: 'Shop', parents: ['db'] },
      { tag: 'db', name: 'Database' },
    ]);
    expect(rows.map(({ tag }) => tag)).toEqual(['db', 'shop', 'all', 'cart']);
    expect(rows.map((row) => row.action === 'create' && row.body.parents)).toEqual([undefined, ['db'], undefined, ['all']]);
  });

  it('carries what monitors depend on from one installation to another, and finds nothing to do the second time', () => {
    const there = [aMonitor(), aMonitor({ id: 2, tag: 'db', name: 'Database' })];
    const parents = new Map([['shop-web', ['db']]]);
    const read = readJson(JSON.stringify(toDocument(there, parents, '2026-11-21T10:00:00.000Z')));
    const monitors = read.ok ? read.monitors : [];
    expect(plan(monitors).map((row) => row.action === 'create' && [row.tag, row.body.parents])).toEqual([
      ['db', undefined],
      ['shop-web', ['db']],
    ]);
    expect(plan(monitors, there, parents).map(({ action }) => action)).toEqual(['same', 'same']);
  });

  it('refuses who depends on a monitor that is nowhere, and who depends on that one', () => {
    const rows = plan(
      [
        { tag: 'cart', name: 'Cart', parents: ['shop'] },
        { tag: 'shop', name: 'Shop', parents: ['db', 'router'] },
        { tag: 'router', name: 'Router', parents: ['shop-web'] },
      ],
      [aMonitor()],
    );
    expect(Object.fromEntries(rows.map((row) => [row.tag, row.action === 'refuse' ? row.reason : row.action]))).toEqual({
      cart: 'It depends on “shop”, which is neither here nor in this file.',
      shop: 'It depends on “db”, which is neither here nor in this file.',
      router: 'create',
    });
  });

  it('changes parents that differ, in any order, and says nothing where the file says nothing', () => {
    const there = [aMonitor(), aMonitor({ id: 2, tag: 'db' }), aMonitor({ id: 3, tag: 'dns' })];
    const parents = new Map([['shop-web', ['db', 'dns']]]);
    const { parents: _, ...silent } = toExported(aMonitor());
    expect(plan([silent], there, parents)[0]?.action).toBe('same');
    expect(plan([{ ...silent, parents: ['dns', 'db'] }], there, parents)[0]?.action).toBe('same');
    expect(plan([{ ...silent, parents: ['dns'] }], there, parents)[0]).toMatchObject({ action: 'update', body: { parents: ['dns'] } });
    expect(plan([{ ...silent, parents: [] }], there, parents)[0]).toMatchObject({ action: 'update', body: { parents: [] } });
  });

  it('refuses a tag that stands twice', () => {
    const rows = plan([
      { tag: 'a', name: 'A' },
      { tag: 'a', name: 'B' },
    ]);
    expect(rows.map(({ action }) => action)).toEqual(['create', 'refuse']);
  });
});

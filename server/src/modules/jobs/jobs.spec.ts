import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobsBench } from '../../../test/jobs-bench.js';
import { Keyring } from '../../platform/secrets/keyring.js';

let bench: JobsBench;
beforeAll(async () => {
  bench = await JobsBench.start();
});
afterAll(async () => bench.api.close());

const refusal = async (body: object, headers = bench.admin): Promise<[number, string]> => {
  const { status, body: answer } = await bench.api.post('monitor-jobs', body, headers);
  return [status, answer.error?.message];
};

describe('what can be done to many monitors', () => {
  it.each([
    ['pause', 'status', ['INACTIVE', 'INACTIVE']],
    ['hide', 'is_hidden', [true, true]],
  ] as const)('%s changes those that are otherwise, and takes it back', async (kind, column, after) => {
    const [first = '', second = '', third = ''] = await bench.monitors(3);
    await bench.api.patch(`monitors/${third}`, kind === 'pause' ? { status: 'INACTIVE' } : { is_hidden: 'YES' }, bench.admin);
    const job = await bench.run({ kind, tags: [first, second, third] });
    expect(job).toMatchObject({ state: 'DONE', total: 3, done: 3, changed: 2, failed: 0, can_undo: true, asked_by: 'admin key' });
    expect(await bench.column(column, [first, second])).toEqual(after);

    // What somebody changes in between is theirs.
    await bench.api.patch(`monitors/${second}`, kind === 'pause' ? { status: 'ACTIVE' } : { is_hidden: 'NO' }, bench.admin);
    const undone = await bench.api.post(`jobs/${job.id}/undo`, undefined, bench.admin);
    expect([undone.status, undone.body.job]).toEqual([202, expect.objectContaining({ kind: 'restore', undo_of: job.id, total: 2 })]);
    await bench.runner.run(undone.body.job.id);
    expect(await bench.job(undone.body.job.id)).toMatchObject({ state: 'DONE', done: 2, changed: 1, can_undo: false });
    expect(await bench.column(column, [first, second, third])).toEqual(
      kind === 'pause' ? ['ACTIVE', 'ACTIVE', 'INACTIVE'] : [false, false, true],
    );
    expect((await bench.job(job.id)).can_undo).toBe(false);
    const twice = await bench.api.post(`jobs/${job.id}/undo`, undefined, bench.admin);
    expect([twice.status, twice.body.error.message]).toEqual([409, 'This job was taken back already']);
  });

  it('resume and unhide do the opposite', async () => {
    const tags = await bench.monitors(2, { status: 'INACTIVE', is_hidden: 'YES' });
    await bench.run({ kind: 'resume', tags });
    await bench.run({ kind: 'unhide', tags });
    expect([await bench.column('status', tags), await bench.column('is_hidden', tags)]).toEqual([
      ['ACTIVE', 'ACTIVE'],
      [false, false],
    ]);
  });

  it('interval gives every monitor the schedule, and each its own one back', async () => {
    const [one = ''] = await bench.monitors(1, { cron: '*/7 * * * *' });
    const [other = ''] = await bench.monitors(1, { cron: '0 * * * *' });
    const job = await bench.run({ kind: 'interval', tags: [one, other], values: { cron: '*/5 * * * *' } });
    expect(await bench.column('cron', [one, other])).toEqual(['*/5 * * * *', '*/5 * * * *']);
    const { body } = await bench.api.post(`jobs/${job.id}/undo`, undefined, bench.admin);
    await bench.runner.run(body.job.id);
    expect(await bench.column('cron', [one, other])).toEqual(['*/7 * * * *', '0 * * * *']);
  });

  it('add_to_page appends those that are not there yet', async () => {
    await bench.page('services');
    const tags = await bench.monitors(2);
    const first = await bench.run({ kind: 'add_to_page', tags: tags.slice(0, 1), values: { page_path: 'services' } });
    const second = await bench.run({ kind: 'add_to_page', tags, values: { page_path: 'services' } });
    expect([first.changed, second.changed, second.done, second.can_undo]).toEqual([1, 1, 2, false]);
    const { body } = await bench.api.get('monitor-states?page_path=services', bench.admin);
    expect(body.monitors.map(({ tag }: { tag: string }) => tag)).toEqual(tags);
    const { status, body: refused } = await bench.api.post(`jobs/${second.id}/undo`, undefined, bench.admin);
    expect([status, refused.error.code]).toEqual([409, 'CONFLICT']);
  });

  it('delete moves them to the trash; one that is gone counts as done', async () => {
    const tags = await bench.monitors(3);
    const { id } = await bench.ask({ kind: 'delete', tags, expected_total: 3 });
    await bench.api.delete(`monitors/${tags[1]}`, bench.admin);
    await bench.runner.run(id);
    expect(await bench.job(id)).toMatchObject({ state: 'DONE', done: 3, changed: 2, failed: 0 });
    expect(await bench.column('status', tags)).toEqual([undefined, undefined, undefined]);
  });

  it('says which monitors failed, also as a table', async () => {
    const [known = ''] = await bench.monitors(1);
    const job = await bench.run({ kind: 'pause', tags: ['nobody', known] });
    expect(job).toMatchObject({ state: 'DONE', done: 2, changed: 1, failed: 1 });
    expect(await bench.errors(job.id)).toEqual([{ position: 1, tag: 'nobody', name: '', message: 'Monitor not found' }]);
    const { text, headers } = await bench.api.get(`jobs/${job.id}/errors.csv`, bench.admin);
    expect([text, headers['content-type'], headers['content-disposition']]).toEqual([
      'row,tag,name,error\r\n1,nobody,,Monitor not found\r\n',
      'text/csv; charset=utf-8',
      `attachment; filename="job-${job.id}-errors.csv"`,
    ]);
  });

  it('finds them by the filter of the list, at the moment it is asked for', async () => {
    const tags = await bench.monitors(2);
    const text = tags[0]!.slice(0, -1);
    const job = await bench.ask({ kind: 'pause', filter: { text, status: 'ACTIVE', current_status: 'NO_DATA' } });
    expect(job.total).toBe(2);
    expect(await refusal({ kind: 'pause', filter: { text: 'no such monitor' } })).toEqual([400, 'No monitor matches']);
    expect(await refusal({ kind: 'delete', filter: { text }, expected_total: 1 })).toEqual([
      409,
      'By now this would be done to 2 monitors. Look at them and ask again.',
    ]);
  });
});

describe('an import', () => {
  const rows = (...monitors: object[]): string[] => monitors.map((each) => JSON.stringify(each));

  it('creates, changes by tag, and judges every row alone', async () => {
    const [there = ''] = await bench.monitors(1);
    const job = await bench.run({
      kind: 'import',
      values: {
        rows: [
          ...rows(
            { tag: 'imported', name: 'Imported', monitor_type: 'API', type_data: { url: 'https://shop.example/health' } },
            { tag: there, name: 'Renamed' },
            { tag: 'imported-badly', name: 'Bad', cron: 'often' },
            { name: 'Nameless' },
          ),
          '{',
        ],
      },
    });
    expect(job).toMatchObject({ state: 'DONE', total: 5, done: 5, changed: 2, failed: 3, can_undo: false });
    expect(await bench.column('name', ['imported', there])).toEqual(['Imported', 'Renamed']);
    expect((await bench.errors(job.id)).map(({ position, tag }) => [position, tag])).toEqual([
      [3, 'imported-badly'],
      [4, ''],
      [5, ''],
    ]);
  });

  it('says on whom a monitor depends, on a new one and on one that is there', async () => {
    const [router = '', there = ''] = await bench.monitors(2);
    const job = await bench.run({
      kind: 'import',
      values: {
        rows: rows(
          { tag: 'dependant', name: 'New', parents: [router] },
          { tag: there, name: 'Changed', parents: [router] },
          { tag: router, name: 'Router', parents: ['nobody'] },
        ),
      },
    });
    expect(job).toMatchObject({ changed: 2, failed: 1 });
    expect(await bench.parentsOf(['dependant', there, router])).toEqual([[router], [router], []]);
    expect(await bench.column('name', [router])).not.toEqual(['Router']);
  });

  it('leaves monitors that are there alone when asked to', async () => {
    const [there = ''] = await bench.monitors(1);
    const job = await bench.run({ kind: 'import', values: { rows: rows({ tag: there, name: 'Renamed' }), update_existing: false } });
    expect([job.failed, await bench.column('name', [there])]).toEqual([1, [there]]);
    expect((await bench.errors(job.id))[0]!.message).toContain('already exists');
  });

  it('SEC-73 keeps what waits encrypted, and nothing of it afterwards', async () => {
    const secret = 'postgresql://ada:lovelace@127.0.0.1/shop';
    const { id } = await bench.ask({
      kind: 'import',
      values: { rows: rows({ tag: 'with-secret', name: 'S', monitor_type: 'SQL', type_data: { connectionString: secret } }) },
    });
    const input = async () =>
      (await bench.api.query<{ input: string | null }>('SELECT input FROM job_items WHERE job_id = $1', [id]))[0]!.input;
    expect(Keyring.isSealed((await input())!)).toBe(true);
    await bench.runner.run(id);
    expect([await input(), (await bench.job(id)).changed]).toEqual([null, 1]);

    const { id: cancelled } = await bench.ask({ kind: 'import', values: { rows: rows({ tag: 'never', name: 'Never' }) } });
    await bench.api.post(`jobs/${cancelled}/cancel`, undefined, bench.admin);
    const [left] = await bench.api.query<{ input: unknown }>('SELECT input FROM job_items WHERE job_id = $1', [cancelled]);
    expect(left!.input).toBeNull();
  });
});

describe('what is refused', () => {
  it.each([
    [{ kind: 'explode', tags: ['a'] }, 'kind must be one of'],
    [{ kind: 'pause' }, 'Either tags or a filter'],
    [{ kind: 'pause', tags: ['a'], filter: {} }, 'Either tags or a filter'],
    [{ kind: 'pause', tags: [] }, 'tags should not be empty'],
    [{ kind: 'interval', tags: ['a'] }, 'An interval needs a schedule'],
    [{ kind: 'interval', tags: ['a'], values: { cron: 'often' } }, 'cron'],
    [{ kind: 'add_to_page', tags: ['a'] }, 'which page'],
    [{ kind: 'add_to_page', tags: ['a'], values: { page_path: 'nowhere' } }, 'There is no page “nowhere”'],
    [{ kind: 'import' }, 'An import needs rows'],
    [{ kind: 'delete_data', tags: ['a'], values: { start_ts: 60, end_ts: 60 } }, 'start_ts must be before end_ts'],
  ])('%j', async (body, words) => {
    const [status, message] = await refusal(body);
    expect([status, message]).toEqual([400, expect.stringContaining(words)]);
  });

  it('readers may look and nothing else; others see nothing of it', async () => {
    const tags = await bench.monitors(1);
    expect((await refusal({ kind: 'pause', tags }, bench.member))[0]).toBe(403);
    const { id } = await bench.ask({ kind: 'pause', tags });
    const seen = async (headers: Readonly<Record<string, string>>): Promise<number[]> => [
      (await bench.api.get(`jobs/${id}`, headers)).status,
      (await bench.api.get(`jobs/${id}/errors.csv`, headers)).status,
      (await bench.api.post(`jobs/${id}/undo`, undefined, headers)).status,
      (await bench.api.post(`jobs/${id}/cancel`, undefined, headers)).status,
    ];
    expect(await seen(bench.member)).toEqual([404, 404, 403, 404]);
    expect(await seen(bench.editor)).toEqual([404, 404, 404, 404]);
    expect(await seen(bench.admin)).toEqual([200, 200, 409, 200]);
    for (const odd of ['0', 'x', '99999999999', '987654']) expect((await bench.api.get(`jobs/${odd}`, bench.admin)).status).toBe(404);
  });

  it('lists one’s own, and everybody’s for those who may read the audit log', async () => {
    const tags = await bench.monitors(1);
    const { id } = await bench.ask({ kind: 'pause', tags }, bench.editor);
    const list = async (query: string, headers = bench.admin) => (await bench.api.get(`jobs${query}`, headers)).body;
    const ids = async (query: string, headers = bench.admin): Promise<number[]> =>
      (await list(query, headers)).jobs.map((job: { id: number }) => job.id);
    expect(await ids('', bench.editor)).toContain(id);
    expect(await ids('?limit=100')).not.toContain(id);
    expect(await ids('?whose=all&limit=1')).toEqual([id]);
    expect(await ids('?whose=all&state=QUEUED&limit=1')).toEqual([id]);
    expect((await list('?whose=all', bench.editor)).error.code).toBe('FORBIDDEN');
  });

  it('leaves an audit row for what was asked', async () => {
    const tags = await bench.monitors(1);
    const { id } = await bench.ask({ kind: 'pause', tags });
    const actions = await bench.api.query<{ action: string }>(
      `SELECT body->>'action' AS action FROM audit_log WHERE body->>'entityType' = 'job' AND body->>'entityId' = $1 ORDER BY id`,
      [String(id)],
    );
    expect(actions).toEqual([{ action: 'job.create' }]);
  });
});

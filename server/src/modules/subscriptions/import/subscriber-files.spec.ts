import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aMonitor, aPage, asActor } from '@clarion/testing';
import { MonitorsApi } from '../../../../test/monitors-api.js';
import { readCsv } from '../../../platform/csv/read-csv.js';
import { systemActor } from '../../../platform/http/actor.js';
import { AuditModule } from '../../audit/audit.module.js';
import { ApiKeysService } from '../../identity/api-keys.service.js';
import { IdentityModule } from '../../identity/identity.module.js';
import { RunJobsService } from '../../jobs/run-jobs.service.js';
import { MonitorsModule } from '../../monitors/monitors.module.js';
import { PagesModule } from '../../pages/pages.module.js';
import { SubscriberFilesModule } from './subscriber-files.module.js';

let api: MonitorsApi;
let key: { authorization: string };
let reader: { authorization: string };
beforeAll(async () => {
  api = await MonitorsApi.start({
    imports: [AuditModule, IdentityModule, MonitorsModule, PagesModule, SubscriberFilesModule],
    authenticator: undefined,
  });
  const keys = api.app.get<ApiKeysService>(ApiKeysService);
  const made = async (roleId: string): Promise<{ authorization: string }> => {
    const { key: text } = await keys.create(systemActor('spec'), { name: roleId, roleId, userId: null, expiresAt: null });
    return { authorization: `Bearer ${text}` };
  };
  [key, reader] = [await made('admin'), await made('member')];
  const shop = await aMonitor(api.app.sources.get('upkeep'), { tag: 'shop' });
  await aMonitor(api.app.sources.get('upkeep'), { tag: 'hidden', isHidden: true });
  await aPage(api.app.sources.get('upkeep'), { pagePath: 'eu' }, [shop] as never);
});
afterAll(async () => api.close());
beforeEach(async () => {
  await asActor(api.app.sources.get('upkeep'), (tx) => tx.query('DELETE FROM subscriber_users'));
});

const send = async (csv: string, isDry: boolean, headers = key) => api.post('subscribers/import', { csv, dry_run: isDry }, headers);
const run = async (csv: string) => {
  const { status, body } = await send(csv, false);
  expect([status, body.job.kind]).toEqual([202, 'import_subscribers']);
  await api.app.get<RunJobsService>(RunJobsService).run(body.job.id as number);
  return (await api.get(`jobs/${body.job.id}`, key)).body;
};
const list = async () => (await api.get('subscribers?limit=100', key)).body.subscribers as Record<string, unknown>[];

const TABLE = [
  'Email,incidents,maintenances,language,pages,monitors,notes',
  'ada@b.test,yes,no,en,eu;~home,shop,x',
  'bo@b.test,,,,,,',
  'no address,,,,,,',
  'cy@b.test,maybe,,,,,',
  'di@b.test,,,xx,,,',
  'ed@b.test,,,,,hidden,',
  '"BO@b.test",,,,nope,,',
].join('\n');

describe('imports', () => {
  it('are looked over first, line by line, and change nothing', async () => {
    const { status, body } = await send(`${TABLE}\nbo@b.test,,,,,,`, true);
    expect([status, body]).toEqual([
      200,
      {
        ...{ rows: 8, valid: 2, would_add: 2, would_update: 0 },
        errors: [
          { line: 4, message: 'Enter a valid e-mail address' },
          { line: 5, message: '“incidents” must be yes or no' },
          { line: 6, message: 'This language is not offered' },
          { line: 7, message: 'There is no monitor “hidden”' },
          { line: 8, message: 'There is no page “nope”' },
          { line: 9, message: 'The address stands in the table twice' },
        ],
      },
    ]);
    expect(await list()).toEqual([]);
  });

  it('are taken in by a job: new ones get everything that is not said, known ones keep it', async () => {
    const { job, errors } = await run(TABLE);
    expect([job, errors.length, errors[0].message]).toMatchObject([
      { state: 'DONE', total: 7, changed: 2, failed: 5, can_undo: false },
      ...[5, 'Line 4: Enter a valid e-mail address'],
    ]);
    expect(await list()).toMatchObject([
      { email: 'bo@b.test', state: 'active', incidents: true, maintenances: true, scopes: [], locale: null },
      {
        email: 'ada@b.test',
        incidents: true,
        maintenances: false,
        locale: 'en',
        scopes: [{ monitor_tag: 'shop' }, { page_path: '~home' }, { page_path: 'eu' }],
      },
    ]);
    await asActor(api.app.sources.get('upkeep'), (tx) => tx.query(`INSERT INTO subscriber_users (email) VALUES ('new@b.test')`));
    const again = await run('email,maintenances\nada@b.test,yes\nbo@b.test,\nnew@b.test,no');
    expect(again.job).toMatchObject({ changed: 2, failed: 0, done: 3 });
    expect(await list()).toMatchObject([
      { email: 'new@b.test', state: 'active', incidents: true, maintenances: false },
      { email: 'bo@b.test', maintenances: true },
      { email: 'ada@b.test', maintenances: true, locale: 'en', scopes: [{}, {}, {}] },
    ]);
    expect(await api.query(`SELECT 1 FROM job_items WHERE input IS NOT NULL`)).toEqual([]);
  });

  it.each([
    ['name\nada@b.test', 'Line 1: The first line must name the columns, “email” among them'],
    ['email\n', 'Line 1: There is no row'],
    ['email\n"ada@b.test', 'Line 2: A quote is not closed, or something follows it'],
  ])('refuse %j', async (csv, message) => {
    const { status, body } = await send(csv, false);
    expect([status, body.error.message]).toEqual([400, message]);
    expect((await send(csv, true)).body.errors).toHaveLength(1);
  });

  it('need the permission, and so do exports', async () => {
    expect([(await send('email\na@b.test', false, reader)).status, (await send('email\na@b.test', true, reader)).status]).toEqual([
      403, 403,
    ]);
  });
});

describe('exports', () => {
  it('hold everybody that matches, run as no formula, and can be imported', async () => {
    await run(`email,pages\n=cmd@b.test,\nada@b.test,eu`);
    const { text, headers } = await api.get('subscribers/export', key);
    expect([headers['content-type'], headers['content-disposition']]).toEqual([
      ...['text/csv; charset=utf-8', 'attachment; filename="subscribers.csv"'],
    ]);
    const [head, ...rows] = [...readCsv(text)].map((record) => record?.cells ?? []);
    expect(head!.slice(0, 6)).toEqual(['email', 'incidents', 'maintenances', 'language', 'pages', 'monitors']);
    expect(rows.map((cells) => cells.slice(0, 5))).toEqual([
      ['ada@b.test', 'yes', 'yes', '', 'eu'],
      ['=cmd@b.test', 'yes', 'yes', '', ''],
    ]);
    expect(text).toContain(`\r\n'=cmd@b.test,`);
    expect((await run(text)).job).toMatchObject({ state: 'DONE', failed: 0, changed: 0, done: 2 });
    await asActor(api.app.sources.get('upkeep'), (tx) =>
      tx.query(`UPDATE subscriber_users SET status = 'PENDING' WHERE email LIKE 'ada%'`),
    );
    const unproven = (await api.get('subscribers/export', key)).text;
    expect((await run(unproven)).errors).toMatchObject([{ message: 'Line 2: The address is pending, and was not told anything' }]);
    expect((await api.get('subscribers/export?search=ada', key)).text.split('\r\n')).toHaveLength(3);
  });
});

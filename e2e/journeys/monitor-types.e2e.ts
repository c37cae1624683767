import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { apiOf, type Api } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

interface Stored {
  monitor: { monitor_type: string; cron: string; type_data: Record<string, unknown> };
}

/** One type as a new user makes it: what is typed, and what must be stored of it. */
interface Making {
  type: string;
  tag: string;
  fill: (page: Page) => Promise<void>;
  stored: Record<string, unknown>;
  /** Rich enough that axe looks at it as it is filled in. */
  isExamined?: boolean;
}

const label = (page: Page, text: string) => page.getByLabel(text, { exact: true });

/** Nothing leaves this machine: whether something answers there does not matter here. */
const MAKINGS: readonly Making[] = [
  {
    type: 'Ping',
    tag: 'a-ping',
    isExamined: true,
    fill: async (page) => {
      await label(page, 'Host').fill('127.0.0.1');
      await page.getByRole('button', { name: 'Add host' }).click();
      await label(page, 'Host').nth(1).fill('localhost');
    },
    stored: {
      hosts: [
        { host: '127.0.0.1', type: 'IP4', count: 3, timeout: 1_000 },
        { host: 'localhost', type: 'DOMAIN', count: 3, timeout: 1_000 },
      ],
    },
  },
  {
    type: 'TCP port',
    tag: 'a-tcp',
    fill: async (page) => {
      await label(page, 'Host').fill('127.0.0.1');
      await label(page, 'Port').fill('5432');
    },
    stored: { hosts: [{ host: '127.0.0.1', type: 'IP4', port: 5_432, timeout: 1_000 }] },
  },
  {
    type: 'DNS record',
    tag: 'a-dns',
    isExamined: true,
    fill: async (page) => {
      await label(page, 'Domain name').fill('example.org');
      await label(page, 'Value').fill('192.0.2.10');
      await page.getByRole('button', { name: /^Name server/ }).click();
      await page.getByRole('radio', { name: 'DNS over TLS' }).click();
      await label(page, 'Name server').fill('127.0.0.1');
    },
    stored: { host: 'example.org', lookupRecord: 'A', values: ['192.0.2.10'], transport: 'TLS', nameServer: '127.0.0.1', tlsPort: 853 },
  },
  {
    type: 'Certificate',
    tag: 'a-certificate',
    fill: async (page) => label(page, 'Host').fill('127.0.0.1'),
    stored: { host: '127.0.0.1', port: '443', degradedRemainingHours: 168, downRemainingHours: 24 },
  },
  {
    type: 'Database',
    tag: 'a-database',
    fill: async (page) => label(page, 'Connection').fill('postgresql://status:secret-word@127.0.0.1:5432/shop'),
    stored: { dbType: 'pg', query: 'SELECT 1', timeout: 5_000 },
  },
  {
    type: 'gRPC',
    tag: 'a-grpc',
    fill: async (page) => {
      await label(page, 'Host').fill('127.0.0.1');
      await page.getByRole('checkbox', { name: 'Use TLS' }).check();
    },
    stored: { host: '127.0.0.1', port: 50_051, service: '', tls: true, insecure: false, timeout: 10_000 },
  },
  {
    type: 'Game server',
    tag: 'a-game',
    isExamined: true,
    fill: async (page) => {
      await label(page, 'Game').fill('mine');
      await page.getByRole('option', { name: /^Minecraft minecraft/ }).click();
      await label(page, 'Host').fill('127.0.0.1');
    },
    stored: { gameId: 'minecraft', host: '127.0.0.1', port: 25_565, timeout: 10_000, guessPort: false, requestRules: false },
  },
  {
    type: 'Heartbeat',
    tag: 'a-heartbeat',
    fill: async (page) => label(page, 'Down after a silence of').fill('30'),
    stored: { degradedRemainingMinutes: 5, downRemainingMinutes: 30 },
  },
  { type: 'Manual', tag: 'by-hand', fill: async () => undefined, stored: { overrideWithLastKnownStatus: false } },
];

async function startForm(page: Page, type: string, tag: string): Promise<void> {
  await page.goto('/manage/monitors/new');
  await label(page, 'Name').fill(tag);
  await page.getByRole('radio', { name: new RegExp(`^${type}`) }).click();
}

const create = async (page: Page, tag: string): Promise<void> => {
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await expect(page).toHaveURL(new RegExp(`/monitors/${tag}$`));
};

const makeTwo = async (api: Api, url: string): Promise<void> => {
  for (const tag of ['one', 'two']) {
    await api('POST', '/monitors', { tag, name: `Number ${tag}`, cron: '* * * * *', type_data: { url } });
  }
};

test('every type is made by hand, stored as the specification writes it, and opens again', async ({ page, product }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await signIn(page);
  for (const { type, tag, fill, stored, isExamined } of MAKINGS) {
    await test.step(type, async () => {
      await startForm(page, type, tag);
      await fill(page);
      if (isExamined) await expectAccessible(page);
      await create(page, tag);
      const { monitor } = await api<Stored>('GET', `/monitors/${tag}`);
      expect(monitor.type_data).toMatchObject(stored);
      await page.goto(`/manage/monitors/${tag}/edit`);
      await expect(page.getByText('All changes saved')).toBeVisible();
    });
  }
  await test.step('a stored connection is never shown again, and kept', async () => {
    await page.goto('/manage/monitors/a-database/edit');
    await expect(page.getByText('••••shop')).toBeVisible();
    expect(await page.content()).not.toContain('secret-word');
    await label(page, 'Query').fill('SELECT 2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('All changes saved')).toBeVisible();
    const { monitor } = await api<Stored>('GET', '/monitors/a-database');
    expect(monitor.type_data).toMatchObject({ query: 'SELECT 2' });
  });
});

test('a group is built by search, and its weights are kept right', async ({ page, product, target }) => {
  test.setTimeout(120_000);
  const api = await apiOf(product);
  await makeTwo(api, target.url);
  await signIn(page);
  await startForm(page, 'Group', 'all-of-it');
  for (const name of ['Number one', 'Number two']) {
    await page.getByLabel('Add a monitor').fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
  }
  await page.getByLabel('Weight of Number one').fill('0.8');
  await expect(page.getByText('Weights sum to 1.3, they must make 1')).toBeVisible();
  await page.getByLabel('Weight of Number two').fill('0.2');
  await expectAccessible(page);
  await create(page, 'all-of-it');
  const { monitor } = await api<Stored>('GET', '/monitors/all-of-it');
  expect(monitor.type_data).toMatchObject({
    monitors: [
      { tag: 'one', weight: 0.8 },
      { tag: 'two', weight: 0.2 },
    ],
    latencyCalculation: 'AVG',
  });
});

test('many monitors are changed at once, saved to a file, and read back from it', async ({ page, product, target }) => {
  test.setTimeout(120_000);
  const api = await apiOf(product);
  for (const tag of ['bulk-one', 'bulk-two']) {
    const type_data = { url: target.url, headers: [{ key: 'Authorization', value: 'Bearer secret-of-ada' }] };
    await api('POST', '/monitors', { tag, name: tag, cron: '* * * * *', type_data });
  }
  await signIn(page);
  await page.goto('/manage/monitors?q=bulk-');
  await page.getByLabel('Select every monitor of this page').check();
  await expectAccessible(page);

  await test.step('paused, and taken back', async () => {
    await page.getByRole('region', { name: 'Selected monitors' }).getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Paused 2 monitors')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Took back the change of 2 monitors')).toBeVisible();
  });

  await test.step('found again in the tray', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Jobs' }).click();
    await expect(page.getByRole('dialog').getByText('Paused 2 monitors')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  const file = await test.step('exported without secrets', async () => {
    await page.getByLabel('Select every monitor of this page').check();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /^JSON/ }).click();
    const path = await (await download).path();
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('secret-of-ada');
    return text;
  });

  await test.step('imported again: one is changed, one is gone and made anew', async () => {
    await api('DELETE', '/monitors/bulk-two');
    const edited = file.replace('"name": "bulk-one"', '"name": "Bulk, renamed"');
    await page.getByRole('link', { name: 'Import' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'monitors.json', mimeType: 'application/json', buffer: Buffer.from(edited) });
    await page.getByRole('button', { name: 'Import 2 monitors' }).click();
    await expect(page.getByText('Imported 2 monitors.')).toBeVisible();
    await expectAccessible(page);
    const { monitor } = await api<Stored & { monitor: { name: string } }>('GET', '/monitors/bulk-one');
    // The key may see secrets: the one that is stored outlived the file that left it out.
    expect(monitor).toMatchObject({
      name: 'Bulk, renamed',
      type_data: { headers: [{ key: 'Authorization', value: 'Bearer secret-of-ada' }] },
    });
  });

  await test.step('deleted after a question', async () => {
    await page.getByRole('link', { name: 'Show the monitors' }).click();
    await page.goto('/manage/monitors?q=bulk-');
    await page.getByLabel('Select every monitor of this page').check();
    await page.getByRole('button', { name: 'More for the selected monitors' }).click();
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete 2 monitors' }).click();
    await expect(page.getByText('No monitor matches')).toBeVisible();
  });
});

import type { Page } from '@playwright/test';
import { type Api, apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { rowOf } from '../support/page.js';
import { signIn } from '../support/sign-in.js';

const TAG = 'agreeing-shop';

interface Seen {
  /** Of the monitor. */
  status: 'UP' | 'DOWN' | 'DEGRADED';
  /** What the row of the open page says. */
  row: RegExp;
  /** Heading of the open page. */
  heading: RegExp;
}

const FINE: Seen = { status: 'UP', row: /Operational/, heading: /All Systems Operational/ };
const BROKEN: Seen = { status: 'DOWN', row: /Down/, heading: /System Outage/ };
const SLOW: Seen = { status: 'DEGRADED', row: /Degraded/, heading: /Degraded Performance/ };

test.afterEach(async ({ product }) => {
  const api = await apiOf(product);
  const { incidents } = await api<{ incidents: { id: number }[] }>('GET', '/incidents');
  for (const { id } of incidents) await api('DELETE', `/incidents/${id}`);
  await api('DELETE', `/monitors/${TAG}`);
});

test('page, bars, uptime and detail agree at each step of an incident, and nothing moves', async ({ page, browser, product, target }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await api('POST', '/monitors', {
    tag: TAG,
    name: 'Agreeing shop',
    cron: '* * * * *',
    type_data: { url: target.url },
    page_paths: ['~home'],
  });
  await expect.poll(async () => statusOf(api), { timeout: 90_000 }).toBe('UP');
  const reader = await browser.newPage({ baseURL: product.url });
  await reader.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        document.documentElement.dataset['moved'] = String(Number(document.documentElement.dataset['moved'] ?? 0) + entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await reader.goto('/');
  await expectAgreement(api, reader, product.url, FINE);

  // By hand, in the dashboard.
  await signIn(page);
  await page.goto('/manage/incidents/new');
  await page.getByLabel('Title').fill('Payments fail');
  await page.getByLabel('Add a monitor').click();
  await page.getByRole('option', { name: /Agreeing shop/ }).click();
  await page.getByRole('textbox', { name: 'First update' }).fill('We see failing payments.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page).toHaveURL(/\/incidents\/\d+$/);
  const path = `/incidents/${page.url().split('/').at(-1) ?? ''}`;
  await expectAgreement(api, reader, product.url, BROKEN);

  await page.getByLabel('Impact on Agreeing shop').click();
  await page.getByRole('option', { name: 'Degraded' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('A fix is out.');
  await page.getByRole('button', { name: 'Post update and notify' }).click();
  await expectAgreement(api, reader, product.url, SLOW);

  // By programs.
  await api('POST', `${path}/comments`, { comment: 'It holds.', state: 'RESOLVED' });
  await expectAgreement(api, reader, product.url, FINE);
  await api('POST', `${path}/comments`, { comment: 'It is back.', state: 'IDENTIFIED', monitors: [{ monitor_tag: TAG, impact: 'DOWN' }] });
  await expectAgreement(api, reader, product.url, BROKEN);

  await page.reload();
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Now it really holds.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expectAgreement(api, reader, product.url, FINE);

  expect(Number((await reader.locator('html').getAttribute('data-moved')) ?? 0)).toBeLessThan(0.01);
  await reader.close();
});

const statusOf = async (api: Api): Promise<string> =>
  (await api<{ monitor: { current_status: string } }>('GET', `/monitor-states/${TAG}`)).monitor.current_status;

/** The open page follows by itself; the data behind it, the monitor's own page and the dashboard's figures say the same. */
async function expectAgreement(api: Api, reader: Page, url: string, seen: Seen): Promise<void> {
  await expect(rowOf(reader, 'Agreeing shop')).toContainText(seen.row);
  await expect(reader.getByRole('heading', { level: 2 }).first()).toContainText(seen.heading);
  expect(await statusOf(api)).toBe(seen.status);
  // A minute may pass between two requests: both are asked for until they speak of the same one.
  await expect(async () => {
    const shown = (await (await fetch(`${url}/api/v4/public/pages/~home/snapshot`)).json()) as {
      monitors: { tag: string; status: string; uptime: { desktop: { text: string | null; minutes: number[] } } }[];
    };
    const own = (await (await fetch(`${url}/api/v4/public/monitors/${TAG}/snapshot`)).json()) as {
      monitor: (typeof shown.monitors)[number];
    };
    const row = shown.monitors.find(({ tag }) => tag === TAG);
    expect([row?.status, own.monitor.status]).toEqual([seen.status, seen.status]);
    expect(own.monitor.uptime.desktop).toEqual(row?.uptime.desktop);
  }).toPass({ timeout: 20_000 });
  const document = await (await fetch(`${url}/monitors/${TAG}`)).text();
  expect(document).toMatch(seen.row);
}

import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { rowOf } from '../support/page.js';

test('a service goes down and the open page follows by itself', async ({ page, product, target }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await forgetOthers(api);
  await api('POST', '/monitors', {
    tag: 'shop',
    name: 'Shop',
    cron: '* * * * *',
    type_data: { url: target.url, timeout: 2_000 },
    page_paths: ['~home'],
  });
  const row = rowOf(page, 'Shop');
  await expect(async () => {
    await page.goto('/');
    await expect(row).toContainText('Operational', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const heading = page.getByRole('heading', { level: 2 }).first();
  await expect(heading).toContainText('All Systems Operational');

  await target.refuse();
  // The next minute's check sees it; nobody reloads.
  await expect(row).toContainText('Down', { timeout: 90_000 });
  await expect(heading).toContainText('Partial System Outage');
  await expect(page).toHaveTitle(/Partial System Outage/);
  await expectAccessible(page);

  await target.listen();
  await expect(row).toContainText('Operational', { timeout: 90_000 });
  await expect(heading).toContainText('All Systems Operational');
});

test('a heartbeat turns an unknown job green, by either address', async ({ page, product, request }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  for (const tag of ['nightly', 'weekly']) {
    await api('POST', '/monitors', {
      tag,
      name: `Job ${tag}`,
      monitor_type: 'HEARTBEAT',
      cron: '* * * * *',
      type_data: { secretString: 's3cret' },
      page_paths: ['~home'],
    });
  }
  expect(await (await request.get('/ext/heartbeat/nightly:s3cret')).json()).toEqual({ status: 'OK' });
  expect(await (await request.post('/ext/heartbeat/weekly/s3cret')).json()).toEqual({ status: 'OK' });
  expect((await request.post('/ext/heartbeat/weekly/wrong')).status()).toBe(400);
  await page.goto('/');
  for (const tag of ['nightly', 'weekly']) await expect(rowOf(page, `Job ${tag}`)).toContainText('Operational', { timeout: 90_000 });
});

test('the page is complete without JavaScript, and wrong addresses are 404', async ({ browser, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const page = await context.newPage();
  const home = await page.goto('/');
  expect(home?.status()).toBe(200);
  expect(home?.headers()['content-encoding']).toBe('br');
  await expect(page.getByText('Clarion', { exact: true }).first()).toBeVisible();
  const etag = home?.headers()['etag'] ?? '';
  const again = await fetch(product.url, { headers: { 'if-none-match': etag, 'accept-encoding': 'br' } });
  expect([200, 304]).toContain(again.status);
  const missing = await page.goto('/no-such-page');
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole('link').first()).toBeVisible();
  const detail = await page.goto('/monitors/clarion');
  expect(detail?.status()).toBe(200);
  await context.close();
});

/** Journeys share one product: what an earlier one left on the page must not speak in this one's banner. */
async function forgetOthers(api: Api): Promise<void> {
  const { monitors } = await api<{ monitors: { tag: string }[] }>('GET', '/monitors');
  for (const { tag } of monitors) if (tag !== 'clarion') await api('DELETE', `/monitors/${tag}`);
}

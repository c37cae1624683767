import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

const site = (api: Api, key: string, value: unknown): Promise<unknown> => api('PATCH', `/site/${key}`, { value });

test('an announcement that was dismissed stays away from the first paint on, and another one comes without a reload', async ({
  page,
  product,
}) => {
  test.setTimeout(120_000);
  const api = await apiOf(product);
  const announcement = {
    title: 'We move',
    message: 'On **Friday**.',
    type: 'INFO',
    cancellable: true,
    reshowAfterInHours: null,
    ctaURL: null,
    ctaText: null,
  };
  await site(api, 'announcement', announcement);
  const shown = page.getByRole('region', { name: 'Announcement' });
  await expect(async () => {
    await page.goto('/');
    await expect(shown).toContainText('We move', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dismiss announcement' }).click();
  await expect(shown).toBeHidden();

  // From the first frame on: the script in the head knows before anything is drawn.
  await page.addInitScript(() => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { seen });
    const look = (): void => {
      const section = document.querySelector('.announcement');
      if (section !== null) seen.push(getComputedStyle(section).display !== 'none');
      if (seen.length < 30) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { seen: boolean[] }).seen.length)).toBeGreaterThan(5);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: boolean[] }).seen.some(Boolean))).toBe(false);

  await site(api, 'announcement', { ...announcement, title: 'We have moved' });
  await expect(shown).toContainText('We have moved', { timeout: 20_000 });
  await site(api, 'announcement', null);
  await expect(shown).toBeHidden({ timeout: 20_000 });
});

test('events stand behind a bell where the owner wants it so', { tag: '@long' }, async ({ page, product }) => {
  const api = await apiOf(product);
  const now = Math.floor(Date.now() / 1_000);
  await api('POST', '/incidents', { title: 'Checkout fails', start_date_time: now - 600, is_global: 'YES' });
  await site(api, 'eventDisplaySettings', { showInlineEvents: false });
  const bell = page.getByRole('button', { name: '1 event' });
  await expect(async () => {
    await page.goto('/');
    await expect(bell).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const event = page.getByRole('heading', { name: 'Checkout fails' });
  await expect(event).toBeHidden();
  await bell.click();
  await expect(event).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(event).toBeHidden();
  await expect(bell).toBeFocused();

  const plain = await page.context().browser()!.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const still = await plain.newPage();
  await still.goto('/');
  await still.getByRole('button', { name: '1 event' }).click();
  await expect(still.getByRole('heading', { name: 'Checkout fails' })).toBeVisible();
  await plain.close();
  await site(api, 'eventDisplaySettings', { showInlineEvents: true });
});

test('a link to the page is copied, and staff find the way in', async ({ page, context, product }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product.url });
  await page.goto('/?theme=dark');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${product.url}/`);

  const menu = page.locator('.feeds summary');
  await menu.click();
  for (const [name, type] of [
    ['RSS', 'application/rss+xml'],
    ['Atom', 'application/atom+xml'],
    ['JSON Feed', 'application/feed+json'],
    ['Calendar file', 'text/calendar'],
  ] as const) {
    const href = await page.getByRole('group', { name: 'Share and follow' }).getByRole('link', { name, exact: true }).getAttribute('href');
    expect((await page.request.get(href!)).headers()['content-type']).toContain(type);
  }
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  const manage = page.getByRole('link', { name: 'Manage' });
  await expect(manage).toBeHidden();
  await signIn(page);
  await page.goto('/');
  await expect(manage).toBeVisible();
});

test(
  'a display on a wall shows state and time, and says in large letters when it has lost the server',
  { tag: '@long' },
  async ({ page, product }) => {
    test.setTimeout(180_000);
    await page.clock.install();
    await page.goto('/?kiosk=1');
    await expect(page.locator('.kiosk-clock')).toHaveText(/\d\d:\d\d/);
    await expect(page.locator('header')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
    await expectAccessible(page);
    await product.stopServer();
    await page.clock.runFor(120_000);
    const strip = page.locator('.strip-paused');
    await expect(strip).toBeVisible();
    expect(await strip.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(26);
    await page.clock.runFor(600_000);
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Status unknown');
    await product.restart();
    await expect(async () => {
      await page.clock.runFor(61_000);
      await expect(strip).toBeHidden({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
  },
);

test('links elsewhere have a picture, tools have Markdown and tables', { tag: '@long' }, async ({ page, product }) => {
  await page.goto('/');
  const head = (selector: string, attribute: string): Promise<string | null> => page.locator(selector).first().getAttribute(attribute);
  const picture = await head('meta[property="og:image"]', 'content');
  expect(picture).toMatch(/^http.*\/og\.png$/);
  const png = await page.request.get(new URL(picture!).pathname);
  expect([png.status(), png.headers()['content-type']]).toEqual([200, 'image/png']);
  const markdown = await page.request.get((await head('link[type="text/markdown"]', 'href'))!);
  expect(await markdown.text()).toContain('## Services');
  const csv = await page.request.get(`${product.url}/monitors/clarion/days.csv`);
  expect([csv.status(), csv.headers()['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
});

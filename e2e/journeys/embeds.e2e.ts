import type { BrowserContext, Frame, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { aHostPage } from '../support/host-page.js';
import { signIn } from '../support/sign-in.js';

const TAG = 'framed';
const KINDS = [`monitor-${TAG}`, `latency-${TAG}`, 'events/live'] as const;

/** A service with an hour behind it and an incident that is open. */
async function aService(api: Api, name = 'Framed'): Promise<void> {
  await api('POST', '/monitors', { tag: TAG, name, monitor_type: 'NONE', page_paths: ['~home'] });
  const now = Math.floor(Date.now() / 60_000) * 60;
  await api('PATCH', `/monitors/${TAG}/data`, { start_ts: now - 3_600, end_ts: now, status: 'UP', latency: 120, deviation: 20 });
  await api('POST', '/incidents', {
    title: 'Slow answers',
    start_date_time: now - 600,
    monitors: [{ monitor_tag: TAG, impact: 'DEGRADED' }],
  });
}

test.afterEach(async ({ product }) => {
  const api = await apiOf(product);
  const { incidents } = await api<{ incidents: { id: number }[] }>('GET', '/incidents');
  for (const { id } of incidents) await api('DELETE', `/incidents/${id}`);
  await api('DELETE', `/monitors/${TAG}`);
});

const frameAt = (page: Page, path: string): Frame | undefined => page.frames().find((frame) => frame.url().includes(path));

/** Waits until every frame that a script made is as tall as what is in it. @returns those heights, px */
async function settledHeights(page: Page): Promise<number[]> {
  const heights: number[] = [];
  await expect(async () => {
    heights.length = 0;
    for (const iframe of await page.locator('script + iframe').elementHandles()) {
      await iframe.scrollIntoViewIfNeeded();
      const frame = await iframe.contentFrame();
      const inner = await frame!.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
      const outer = await iframe.evaluate((element: HTMLIFrameElement) => element.clientHeight);
      expect([inner > 0, outer]).toEqual([true, inner]);
      heights.push(outer);
    }
    expect(heights).toHaveLength(KINDS.length);
  }).toPass();
  return heights;
}

const keptIn = async (context: BrowserContext, page: Page): Promise<unknown[]> => {
  const stored = await Promise.all(page.frames().map((frame) => frame.evaluate(() => localStorage.length + sessionStorage.length)));
  return [await context.cookies(), stored.reduce((sum, each) => sum + each, 0)];
};

test('frames stand in a page of another origin, as frames and by script, and keep nothing', async ({ browser, product }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await aService(api);
  const host = await aHostPage();
  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await expect(async () => {
      const answer = await fetch(`${product.url}/embed/events/live`);
      expect(await answer.text()).toContain('Slow answers');
    }).toPass({ timeout: 30_000 });
    const frames = KINDS.map((kind) => `<iframe title="Status" width="100%" height="200" src="${product.url}/embed/${kind}"></iframe>`);
    const scripts = KINDS.map((kind) => `<p>Text</p><script async src="${product.url}/embed/${kind}/js?theme=system"></script>`);
    host.say(frames.join('') + scripts.join(''));
    await page.goto(host.url);

    await expect(page.frameLocator('iframe >> nth=0').getByRole('link', { name: 'Framed' })).toBeVisible();
    const heights = await settledHeights(page);
    expect(heights[0]).toBe(70);
    // The script tells the frame the zone of the reader, and the frame tells the script what it is.
    expect(frameAt(page, `/embed/monitor-${TAG}?tz=Asia`)?.url()).toContain('tz=Asia%2FTokyo');
    await expect(page.locator('script + iframe').first()).toHaveAttribute('title', /^Framed · /);

    await test.step('a frame grows with what is opened in it', async () => {
      const frame = page.frameLocator(`script + iframe[src*="latency-${TAG}"]`);
      await frame.getByText('View as table').click();
      await expect(frame.getByRole('table')).toBeVisible();
      expect((await settledHeights(page))[1]).toBeGreaterThan(heights[1]!);
    });

    await test.step('it follows the reader into the dark', async () => {
      const background = () =>
        page
          .frameLocator('iframe >> nth=0')
          .locator('body')
          .evaluate((body) => getComputedStyle(body).backgroundColor);
      expect(await background()).toBe('rgb(255, 255, 255)');
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await background()).toBe('rgb(23, 27, 33)');
    });

    await test.step('links lead out of the frame', async () => {
      const opened = context.waitForEvent('page');
      await page.frameLocator('iframe >> nth=0').getByRole('link', { name: 'Framed' }).click();
      await expect((await opened).getByRole('heading', { level: 1 })).toHaveText('Framed');
      await (await opened).close();
    });

    // The page that was opened may keep a choice of zone; frames keep nothing.
    expect(complaints).toEqual([]);
    await context.clearCookies();
    await page.reload();
    await settledHeights(page);
    expect(await keptIn(context, page)).toEqual([[], 0]);
  } finally {
    await context.close();
    await host.stop();
  }
});

test(
  'frames are usable by everyone, without script too, and there is none of what is hidden',
  { tag: '@long' },
  async ({ browser, page, product }) => {
    test.setTimeout(240_000);
    const api = await apiOf(product);
    await aService(api);
    await expect(async () => {
      const answers = await Promise.all(KINDS.map(async (kind) => (await fetch(`${product.url}/embed/${kind}`)).text()));
      expect(answers[2]).toContain('Slow answers');
      expect(answers[0]).toContain('Framed');
    }).toPass({ timeout: 30_000 });
    for (const kind of [...KINDS, 'monitor-nobody']) {
      await page.goto(`/embed/${kind}`);
      await expect(page.locator('main')).toBeVisible();
      await expectAccessible(page);
    }
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url, viewport: { width: 320, height: 400 } });
    const reader = await plain.newPage();
    await reader.goto(`/embed/monitor-${TAG}`);
    await expect(reader.getByText('Degraded').first()).toBeVisible();
    await expect(reader.locator('.bars-drawing path').first()).toBeAttached();
    await reader.goto('/embed/events/live');
    await expect(reader.getByRole('link', { name: 'Slow answers' })).toBeVisible();
    await plain.close();

    await api('PATCH', `/monitors/${TAG}`, { is_hidden: 'YES' });
    await expect(async () => {
      for (const kind of [`monitor-${TAG}`, `latency-${TAG}`]) expect((await page.goto(`/embed/${kind}`))?.status()).toBe(404);
    }).toPass({ timeout: 30_000 });
  },
);

test('the page and the dashboard help to put badges and frames elsewhere', { tag: '@long' }, async ({ browser, page, product }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await aService(api, 'Framed "<🚀>"');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(async () => {
    await page.goto(`/monitors/${TAG}`);
    await expect(page.getByRole('button', { name: 'Badge' })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });

  await test.step('a badge', async () => {
    await page.getByRole('button', { name: 'Badge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Shows').selectOption('Uptime');
    await dialog.getByLabel('Days', { exact: true }).fill('7');
    const picture = dialog.locator('img').first();
    await expect(picture).toHaveAttribute('src', `/badge/${TAG}/uptime?sinceLast=604800`);
    await expect.poll(async () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(40);
    await dialog.getByRole('button', { name: 'Copy: Markdown' }).click();
    await expect(dialog.getByRole('status')).toHaveText('Copied: Markdown');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      String.raw`[![Framed \"\<🚀\>\"](${product.url}/badge/${TAG}/uptime?sinceLast=604800)](${product.url}/monitors/${TAG})`,
    );
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Badge' })).toBeFocused();
  });

  await test.step('a frame', async () => {
    await page.getByRole('button', { name: 'Embed' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.frameLocator('iframe').getByRole('link', { name: 'Framed' })).toBeVisible();
    await dialog.getByLabel('Shows').selectOption('What is going on now');
    await expect(dialog.frameLocator('iframe').getByRole('link', { name: 'Slow answers' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await test.step('without script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
    const reader = await plain.newPage();
    await reader.goto(`/monitors/${TAG}`);
    await expect(reader.getByRole('button', { name: 'Badge' })).toHaveCount(0);
    await reader.getByText('Badge and embed').click();
    await expect(reader.getByText(`<iframe src="${product.url}/embed/monitor-${TAG}"`)).toBeVisible();
    await plain.close();
  });

  await test.step('in the dashboard', async () => {
    await signIn(page);
    await page.goto(`/manage/badges?tag=${TAG}&as=embed`);
    await expect(page.frameLocator('iframe').getByRole('link', { name: 'Framed' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Badge' }).click();
    await expect(page.getByText(`${product.url}/badge/${TAG}/status.json`)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('unless the monitor does not offer it', async () => {
    await page.goto(`/manage/monitors/${TAG}/edit`);
    await page.getByRole('switch', { name: 'Offer badges' }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expect(async () => {
      await page.goto(`/monitors/${TAG}`);
      await expect(page.getByRole('button', { name: 'Embed' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Badge' })).toHaveCount(0);
    }).toPass({ timeout: 30_000 });
  });
});

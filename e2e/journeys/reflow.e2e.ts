import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';

const PATH = 'of-a-long-name';

test.beforeEach(async ({ product }) => {
  const api = await apiOf(product);
  await api('POST', '/monitors', { tag: 'reflowing', name: 'Reflowing', monitor_type: 'NONE' });
  const title = 'A very long name of a page which nobody would choose but somebody has to bear';
  await api('POST', '/pages', { page_path: PATH, page_title: title, page_header: title, monitors: ['reflowing'] });
  await api('POST', '/incidents', {
    title: 'Slow answers',
    start_date_time: Math.floor(Date.now() / 1_000) - 600,
    monitors: [{ monitor_tag: 'reflowing', impact: 'DEGRADED' }],
  });
});

test('the header keeps its height, and a bar that stays leaves a low window to the page', async ({ page, product }) => {
  await expect.poll(async () => (await fetch(`${product.url}/${PATH}`)).text(), { timeout: 30_000 }).toContain('Slow answers');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/${PATH}`);
  const header = await page.getByRole('banner').boundingBox();
  expect(header?.height).toBeLessThanOrEqual(80);

  const bar = page.locator('.incident-bar');
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(bar).toHaveCSS('position', 'fixed');
  // 1280 × 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await expect(bar).toHaveCSS('position', 'static');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

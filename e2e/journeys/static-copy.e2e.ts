import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aFileServer } from '../support/file-server.js';
import { expect, test } from '../support/fixtures.js';

test('an exported copy stands by itself on a host of files, and says how old it is', async ({ product, page }) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'clarion-export-'));
  await product.cli('demo', '--monitors', '6', '--days', '2');
  const shown = async (): Promise<number> => {
    const html = await (await fetch(`${product.url}/`)).text();
    return new Set(html.match(/\/monitors\/[\w-]+/g)).size;
  };
  await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThanOrEqual(6);
  await product.cli('export-static', directory);
  const files = await aFileServer(directory);
  try {
    const foreign: string[] = [];
    const broken: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(files.url) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    page.on('pageerror', (error) => broken.push(error.message));
    await page.clock.install();
    await page.goto(files.url);
    await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
    const banner = page.getByRole('main').getByRole('heading', { level: 2 }).first();
    const confirmed = await banner.innerText();

    // Minutes later nobody has confirmed it: it says so, and then it is no status any more.
    await page.clock.fastForward('03:00');
    await expect(page.getByText(/Live updates paused\. Status as of/).first()).toBeVisible();
    await page.clock.fastForward('15:00');
    await expect(banner).toContainText('Status unknown');
    await expect(page.getByText(`Last confirmed: ${confirmed}`)).toBeVisible();

    // The dashboard is not part of a copy.
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
    for (const link of new Set(
      links
        .filter((each) => each.startsWith(files.url) && !each.startsWith(`${files.url}/manage`))
        .map((each) => each.replace(/[?#].*/, '')),
    ))
      expect([link, (await fetch(link)).status]).toEqual([link, 200]);

    expect((await fetch(`${files.url}/nowhere`)).status).toBe(404);
    const rss = await fetch(`${files.url}/rss.xml`);
    expect([rss.status, rss.headers.get('content-type')]).toEqual([200, 'application/rss+xml; charset=utf-8']);
    const badge = await fetch(`${files.url}/badge/_/status`);
    expect([badge.status, badge.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    // Only what is live is missing.
    expect(files.missed.filter((each) => !each.startsWith('/api/v4/') && each !== '/nowhere')).toEqual([]);
    expect([foreign, broken]).toEqual([[], []]);
  } finally {
    await files.stop();
    await rm(directory, { recursive: true });
  }
});

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

const FILE = [
  'email,incidents,maintenances,language,pages,monitors',
  'bo@example.org,yes,no,,~home,',
  'no address,,,,,',
  'cy@example.org,,,en,,subscribed-shop',
].join('\r\n');

const row = (page: Page, address: string): Locator => page.getByRole('row', { name: new RegExp(address) });
const act = async (page: Page, address: string, deed: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${address}` }).click();
  await page.getByRole('menuitem', { name: deed }).click();
};

test(
  'subscriptions are switched on, people are added, imported, found, exported and paused',
  { tag: '@long' },
  async ({ page, product }) => {
    test.setTimeout(180_000);
    page.setDefaultTimeout(15_000);
    const api = await apiOf(product);
    await api('POST', '/monitors', { tag: 'subscribed-shop', name: 'Shop', monitor_type: 'NONE' });
    await signIn(page);
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await expect(page.getByRole('heading', { name: 'Subscriptions are off' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open the settings' }).click();
    const card = page.locator('#subscriptions');
    await expect(card).toContainText('E-mail is not set up');
    await card.getByRole('switch', { name: 'Readers may subscribe' }).click();
    await card.getByRole('switch', { name: 'Webhook: incidents' }).click();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expectAccessible(page);

    await page.goto('/manage/subscribers');
    await expect(page.getByRole('heading', { name: 'Nobody has subscribed yet' })).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill('ana@example.org');
    await dialog.getByRole('button', { name: 'Monitor' }).click();
    await dialog.getByLabel('Add a monitor').fill('Shop');
    await page.getByRole('option', { name: /Shop/ }).click();
    await expect(dialog.getByRole('button', { name: 'Remove Shop' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(row(page, 'ana@example.org')).toContainText('Shop');
    await expect(page).toHaveURL(/\/manage\/subscribers$/);

    const told = page.getByRole('switch', { name: 'ana@example.org hears about maintenances' });
    await told.click();
    await expect(told).toHaveAttribute('aria-checked', 'false');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(told).toHaveAttribute('aria-checked', 'true');

    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByLabel('File of subscribers').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await expect(
      page.getByRole('region', { name: 'Lines that cannot be imported' }).getByRole('cell', { name: '3', exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Import 2 subscribers' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Imported 2 subscribers, 1 failed.' })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Show the subscribers' }).click();
    await expect(row(page, 'cy@example.org')).toContainText('English');
    await expectAccessible(page);

    await act(page, 'bo@example.org', 'Pause');
    await page
      .getByRole('list', { name: 'By state' })
      .getByRole('link', { name: /Paused/ })
      .click();
    await expect(page).toHaveURL(/state=paused/);
    await expect(row(page, 'bo@example.org')).toBeVisible();
    await expect(row(page, 'ana@example.org')).toHaveCount(0);
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export these' }).click();
    const text = await readFile(await (await file).path(), 'utf8');
    expect([text.includes('bo@example.org'), text.includes('ana@example.org')]).toEqual([true, false]);

    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('searchbox', { name: 'Search subscribers' }).fill('cy@');
    await expect(row(page, 'ana@example.org')).toHaveCount(0);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await act(page, 'cy@example.org', 'Delete…');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('heading', { name: 'No subscriber matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await act(page, 'ana@example.org', 'See deliveries');
    await expect(page).toHaveURL(/\/deliveries\?subscriber=\d+$/);
    await expect(page.getByRole('heading', { name: 'No delivery matches' })).toBeVisible();
    await api('DELETE', '/monitors/subscribed-shop');
  },
);

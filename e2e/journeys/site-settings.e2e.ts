import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

test('colours, a notice, links and rules are previewed, saved, and seen by visitors', async ({ page, browser, product }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  const reader = await browser.newPage({ baseURL: product.url });
  await signIn(page);
  await page.goto('/manage/appearance');
  const preview = page.frameLocator('iframe[title^="Preview of the home page"]');
  await expect(preview.getByRole('heading', { name: 'Service status' })).toBeVisible();
  await expectAccessible(page);

  // A colour that is hard to see comes with a shade that is not.
  const light = page.getByRole('group', { name: 'Light', exact: true });
  const colours = page.locator('#colours');
  await light.getByRole('textbox', { name: 'Degraded', exact: true }).fill('#e6ca61');
  await expect(colours).toContainText('hard to see');
  await colours.getByRole('button', { name: /^Use #/ }).click();
  await expect(colours).not.toContainText('hard to see');
  await light.getByRole('textbox', { name: 'Operational', exact: true }).fill('#0a7a40');

  const notice = page.locator('#announcement');
  await notice.getByRole('textbox', { name: 'Title' }).fill('Planned move');
  await notice.getByRole('textbox', { name: 'Message' }).fill('We change **data centre** on Sunday.');
  await notice.getByLabel('Words of the button').fill('Read more');
  await notice.getByLabel('Address of the button').fill('https://example.org/move');
  await expect(
    notice.getByRole('group', { name: 'Preview of the announcement' }).locator('strong', { hasText: 'data centre' }),
  ).toBeVisible();

  const links = page.locator('#navigation');
  await links.getByRole('button', { name: 'Add a link' }).click();
  await page.keyboard.type('Handbook');
  await links.getByLabel('Address of link 2').fill('/handbook');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(links.getByLabel('Name of link 1')).toHaveValue('Handbook');

  // What the server has against a style sheet stands at its line, before anything is saved.
  const css = page.getByLabel('Style sheet', { exact: true });
  await css.fill('.announcement { outline: 3px solid rgb(1, 2, 3) }\n@import "x.css";');
  await expect(page.locator('#css')).toContainText('The style sheet must not use @import.');
  await page.getByRole('button', { name: 'Line 2' }).click();
  await page.keyboard.press('Delete');
  await expect(page.locator('#css')).not.toContainText('must not use');

  // The preview is the page itself, without anything that runs.
  await expect(preview.locator('.announcement')).toContainText('We change data centre on Sunday.');
  await expect(preview.locator('.announcement')).toHaveCSS('outline-color', 'rgb(1, 2, 3)');
  await expect(preview.getByRole('link', { name: 'Handbook' })).toBeVisible();
  await expect(preview.locator('script')).toHaveCount(0);
  await reader.goto('/');
  await expect(reader.getByRole('heading', { name: 'Service status' })).toBeVisible();
  await expect(reader.locator('.announcement')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Saved. The public pages show it now.')).toBeVisible();
  await expect(page.getByText('All changes saved')).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    await reader.goto('/');
    await expect(reader.locator('.announcement')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(reader.locator('.announcement')).toHaveCSS('outline-color', 'rgb(1, 2, 3)');
  await expect(reader.getByRole('link', { name: 'Read more' })).toHaveAttribute('href', 'https://example.org/move');
  await expect(reader.getByRole('banner').getByRole('link', { name: /Handbook|Dashboard/ })).toHaveText([/Handbook/, /Dashboard/]);
  await expect.poll(() => reader.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--up'))).toContain('#0a7a40');

  // Saved settings are listed by what was changed, and lead back.
  await notice.getByRole('button', { name: 'Reset to default for Announcement' }).click();
  await expect(notice.getByRole('textbox', { name: 'Title' })).toHaveValue('');
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/manage\/overview/);
  expect((await api<{ site_data: { key: string }[] }>('GET', '/site')).site_data.map(({ key }) => key)).not.toContain('announcement');
  await api('PATCH', '/site-settings', { reset: ['colors', 'nav', 'customCSS'] });
  await reader.close();
});

test('settings are found from anywhere, and a save can be taken back', { tag: '@long' }, async ({ page, product }) => {
  test.setTimeout(120_000);
  const api = await apiOf(product);
  await signIn(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /Search/ }).fill('sitemap');
  await page.getByRole('option', { name: /Search engines/ }).click();
  await expect(page).toHaveURL(/\/manage\/settings#seo$/);
  const card = page.locator('#seo');
  await expect(card).toBeFocused();
  await expect(card).toBeInViewport();
  await expectAccessible(page);

  await card.getByRole('combobox', { name: 'Sitemap' }).click();
  await page.getByRole('option', { name: 'All pages and monitors' }).click();
  await expect(card.getByRole('region', { name: 'robots.txt' })).toContainText(`Sitemap: ${product.url}/sitemap.xml`);
  await page.getByLabel('Site name').fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Site name' }).click();
  await expect(page.getByLabel('Site name')).toBeFocused();
  await page.keyboard.type('Acme');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('All changes saved')).toBeVisible();
  const stored = async () => (await api<{ value: string }>('GET', '/site/siteName')).value;
  expect(await stored()).toBe('Acme');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Site name')).toHaveValue('Clarion');
  expect(await stored()).toBe('Clarion');
});

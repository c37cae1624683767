import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { ADA, expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

test('strangers are asked who they are, and a wrong password says so', async ({ page }) => {
  await page.goto('/manage/monitors');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill('Wrong-horse-7');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Wrong e-mail address or password')).toBeVisible();
});

test('every screen is usable by everyone, in light and dark', async ({ page, product, target }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  await api('POST', '/monitors', {
    tag: 'screens',
    name: 'Screens',
    cron: '* * * * *',
    type_data: { url: target.url },
    page_paths: ['~home'],
  });
  await signIn(page);
  for (const path of [
    'overview',
    'monitors',
    'monitors/new',
    'monitors/import',
    'monitors/screens',
    'monitors/screens/edit',
    'data',
    'maintenances',
    'maintenances/new',
    'calendar',
    'badges',
    'badges?tag=screens&as=embed',
    'api-keys',
    'secrets',
    'account',
    'no-such-screen',
  ]) {
    await page.goto(`/manage/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
  }
});

test('a monitor is made in the form, and its mistakes are named there', async ({ page, target }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto('/manage/monitors/new');
  await page.getByLabel('Name', { exact: true }).fill('Docs');
  await page.getByLabel('Tag').fill('docs');
  const address = page.getByLabel('URL', { exact: true });
  await address.fill('file:///etc/passwd');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/new/);
  await address.fill(target.url);
  await page.getByRole('button', { name: 'Test now' }).first().click();
  await expect(page.getByText(/Operational|Up\b/).first()).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/monitors\/docs/);

  await test.step('leaving a changed form asks first', async () => {
    await page.goto('/manage/monitors/docs/edit');
    await page.getByLabel('Name', { exact: true }).fill('Docs and guides');
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: 'Stay' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Docs and guides');
  });
});

test('the palette finds a monitor by part of its name', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('clar');
  await expect(page.getByRole('option', { name: /Clarion/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
});

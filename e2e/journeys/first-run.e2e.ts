import { expectAccessible } from '../support/accessibility.js';
import { ADA, expect, test } from '../support/fixtures.js';
import { rowOf } from '../support/page.js';

test.use({ productEnv: [{}, { scope: 'worker' }] });

test('a new installation becomes a page with a tested monitor', async ({ page, product, target }) => {
  test.setTimeout(150_000);
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));

  await test.step('the public page is there before anybody did anything, with one real monitor', async () => {
    await page.goto('/');
    await expect(rowOf(page, 'Clarion')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the dashboard asks for an owner first, and says what is wrong with a weak password', async () => {
    await page.goto('/manage');
    await expect(page.getByRole('heading', { name: 'Create the owner account' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('E-mail').fill(ADA.email);
    await page.getByLabel('Password', { exact: true }).fill('password');
    await page.getByRole('button', { name: 'Create account and continue' }).click();
    await expect(page.getByRole('heading', { name: 'Create the owner account' })).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(ADA.password);
    await page.getByRole('button', { name: 'Create account and continue' }).click();
  });

  await test.step('the site gets its name', async () => {
    await expect(page.getByRole('heading', { name: 'Name your site' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Site name').fill('Acme Status');
    await page.getByRole('button', { name: 'Save and continue' }).click();
  });

  await test.step('the first monitor is tested before it is made', async () => {
    await expect(page.getByRole('heading', { name: 'Watch something' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create and continue' })).toBeDisabled();
    await page.getByLabel('What should be watched?').fill(target.url);
    await page.getByRole('button', { name: 'Test now' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toBeVisible();
    await page.getByLabel('Name', { exact: true }).fill('Web shop');
    await page.getByLabel('Tag').fill('web-shop');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create and continue' }).click();
  });

  await test.step('closing midway resumes, and the rest can be skipped', async () => {
    await expect(page.getByRole('heading', { name: 'Your status page', exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Your status page', exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await expect(page.getByRole('heading', { name: 'Your page is live' })).toBeVisible();
    await page.getByRole('button', { name: 'Go to the dashboard' }).click();
    await expect(page).toHaveURL(/\/manage\/overview/);
    await expectAccessible(page);
  });

  await test.step('the page shows the monitor', async () => {
    await expect(async () => {
      await page.goto(product.url);
      await expect(rowOf(page, 'Web shop')).toContainText('Operational', { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await expect(page).toHaveTitle(/Acme Status/);
  });

  expect(problems, 'what the browser complained about').toEqual([]);
});

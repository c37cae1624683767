import { expect, type Page } from '@playwright/test';
import { ADA } from './fixtures.js';

/** Ada comes in by the front door. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/manage');
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill(ADA.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/manage\/overview/);
}

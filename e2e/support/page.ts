import type { Locator, Page } from '@playwright/test';

/** A service's row on the public page. */
export const rowOf = (page: Page, name: string): Locator =>
  page.locator('app-monitor-row').filter({ has: page.getByRole('link', { name, exact: true }) });

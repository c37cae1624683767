import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { apiOf, type Api } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

const DAY = 86_400_000;

/** `YYYY-MM-DD` of the Sunday that is at least a day away. */
function nextSunday(): string {
  const ahead = new Date(Date.now() + DAY);
  return new Date(ahead.getTime() + ((7 - ahead.getUTCDay()) % 7) * DAY).toISOString().slice(0, 10);
}

const aMonitor = (api: Api, tag: string, url: string) =>
  api('POST', '/monitors', { tag, name: tag, cron: '* * * * *', type_data: { url }, page_paths: ['~home'] });

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('a series is scheduled in words or text, and keeps its hour when the clocks change', async ({ page, product, target }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  await aMonitor(api, 'orders', target.url);
  await signIn(page);
  await page.goto('/manage/maintenances');
  await page
    .getByRole('link', { name: /Schedule the first|New maintenance/ })
    .first()
    .click();
  await page.getByLabel('Title').fill('Weekly patches');
  await page.getByLabel('Starts on').fill(nextSunday());
  await page.getByLabel('Starts at').fill('03:00');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('berl');
  await page.getByRole('option', { name: /Europe\/Berlin/ }).click();
  await page.getByRole('radio', { name: 'Repeats' }).check();

  await test.step('fields write the rule, and read it', async () => {
    const rule = page.getByRole('textbox', { name: 'Rule as text' });
    await page.getByRole('button', { name: 'Every second Monday' }).click();
    await expect(rule).toHaveValue('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO');
    await rule.fill('FREQ=MONTHLY;BYDAY=-1SU');
    await expect(page.getByText('Every month on the last Sunday, 03:00–04:00 Europe/Berlin')).toBeVisible();
    const dates = page.locator('app-occurrences-panel li');
    await expect(dates).toHaveCount(10);
    await expect(dates.filter({ hasText: '03:00' })).toHaveCount(10);
    await expect(page.getByText(/The clocks have changed/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Every Sunday' }).click();
  });

  await choose(page, 'Add a monitor', /orders/);
  await expect(page.getByRole('combobox', { name: 'Impact on orders' })).toContainText('Maintenance');
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page).toHaveURL(/\/maintenances\/\d+$/);
  await expect(page.getByText('Every week on Sunday')).toBeVisible();
  await expect(page.locator('app-event-list li').first()).toContainText('03:00');
  await expectAccessible(page);

  await test.step('one occurrence moves, and the others stay', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('radio', { name: /This occurrence/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    const ends = page.getByLabel(/^Ends/);
    await ends.fill(`${nextSunday()}T05:30`);
    await page.getByRole('button', { name: 'Save this event' }).click();
    await expect(page.locator('app-event-list li').first()).toContainText('05:30');
    await expect(page.getByText('Lasts', { exact: true }).locator('..')).toContainText('1h');
  });

  await test.step('it stands in the list, by the filter of its monitor', async () => {
    await page.goto('/manage/maintenances?monitor=orders&window=30d');
    await expect(page.getByRole('row', { name: /Weekly patches/ })).toContainText('Every week on Sunday');
    await page.goto('/manage/maintenances?monitor=nothing-like-it');
    await expect(page.getByText('No maintenance matches')).toBeVisible();
  });
});

test('planned work that is in progress shows on the page, and ends when somebody says so', async ({ page, product, target }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  await aMonitor(api, 'shop', target.url);
  const { maintenance } = await api<{ maintenance: { id: number } }>('POST', '/maintenances', {
    title: 'Shop move',
    start_date_time: Math.floor(Date.now() / 1000) - 60,
    rrule: 'FREQ=MINUTELY;COUNT=1',
    duration_seconds: 3_600,
    monitors: [{ monitor_tag: 'shop', impact: 'MAINTENANCE' }],
  });
  await signIn(page);
  await expect(page.locator('app-next-maintenance')).toContainText('Shop move');
  await page.goto(`/manage/maintenances/${maintenance.id}`);
  await page.getByRole('button', { name: /^Complete the event/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('What readers will see');
  await expect(dialog).toContainText('Who hears of it');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Complete' }).click();
  await expect(page.locator('app-event-list li').first()).toContainText('Completed');

  await test.step('the calendar has it, by keyboard too', async () => {
    await page.goto('/manage/calendar');
    await expect(page.getByRole('grid')).toContainText('Shop move');
    await page.locator('[role=gridcell][tabindex="0"]').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('app-day-list h3:focus')).toContainText('today');
    await expectAccessible(page);
  });

  await test.step('the palette finds it, and deleting it wants its name', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('shop mo');
    await page.getByRole('option', { name: /Shop move Maintenance/ }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('Confirmation').fill(`delete maintenance ${maintenance.id}`);
    await page.getByRole('button', { name: 'Delete maintenance' }).click();
    await expect(page).toHaveURL(/\/maintenances$/);
  });
});

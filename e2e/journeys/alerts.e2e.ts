import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';
import { aTargetServer } from '../support/target-server.js';

const SHOP = 'alert-shop';

test(
  'a trigger is made and tried, a rule fires it, and the log shows what was sent',
  { tag: '@long' },
  async ({ page, product, target }) => {
    test.setTimeout(240_000);
    page.setDefaultTimeout(15_000);
    const sink = await aTargetServer();
    const api = await apiOf(product);
    await api('POST', '/monitors', {
      ...{ tag: SHOP, name: 'Shop', monitor_type: 'API', cron: '* * * * *', type_data: { url: target.url, timeout: 2_000 } },
    });
    await signIn(page);
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await expect(page.getByRole('heading', { name: 'No rules yet' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('tab', { name: 'Triggers' }).click();
    await page.getByRole('link', { name: 'Make the first trigger' }).click();
    await page.getByLabel('Name', { exact: true }).fill('On-call hook');
    await page.getByLabel('Address', { exact: true }).fill(`${sink.url}secret-path`);
    await page.getByRole('button', { name: 'Add header' }).click();
    await page.getByLabel('Header', { exact: true }).fill('Authorization');
    await page.getByLabel('Value of Authorization').fill('Bearer very-secret-token');
    await expect(page.getByRole('region', { name: 'Preview of Body' })).toContainText('alert_id');
    const body = page.getByLabel('Body', { exact: true });
    await body.fill('{"text": "{{alert_nam}}"}');
    await expect(page.getByText(/^(Error|Warning): .*alert_nam\b/)).toBeVisible();
    await page.getByRole('button', { name: 'Reset to default' }).click();
    await expect(body).toHaveValue(/alert_id/);
    await expectAccessible(page);
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page).toHaveURL(/\/triggers\/\d+$/);
    await expect(page.getByLabel('Address', { exact: true })).toHaveValue(/••••$/);
    await page.getByRole('button', { name: 'Send test' }).click();
    await expect(page.getByText('The receiver took it (status 200).')).toBeVisible();
    expect(sink.requests).toBe(1);
    await expectAccessible(page);

    await page.goto('/manage/alerts/new');
    await page.getByLabel('Add a monitor').click();
    await page.getByRole('option', { name: /Shop/ }).click();
    await expect(page.getByText('Fires after 3 checks in a row are DOWN, about 3 min.')).toBeVisible();
    await page.getByLabel('Checks in a row to fire').fill('1');
    await page.getByRole('checkbox', { name: /On-call hook/ }).check();
    await expect(page.getByText('Tells On-call hook.')).toBeVisible();
    await expectAccessible(page);
    target.down();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page).toHaveURL(/\/alerts$/);
    await expect(page.locator('app-alert-mark', { hasText: 'Firing' })).toBeVisible({ timeout: 150_000 });
    await expectAccessible(page);

    await page.getByRole('tab', { name: 'Alert log' }).click();
    await page.getByRole('button', { name: /^Actions for alert/ }).click();
    await page.getByRole('menuitem', { name: 'Acknowledge' }).click();
    await expect(page.locator('app-alert-mark', { hasText: 'Acknowledged' })).toBeVisible();
    await expectAccessible(page);

    await page.goto('/manage/deliveries');
    await page.getByRole('button', { name: 'On-call hook' }).click();
    await expect(page.getByRole('region', { name: 'Text of the message' })).toContainText('TRIGGERED');
    await expect(page.getByText('Taken, status 200')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/manage/monitors/${SHOP}`);
    await expect(page.getByRole('region', { name: 'Alerts' }).getByText('Firing')).toBeVisible();
    await api('DELETE', `/monitors/${SHOP}`);
    await sink.stop();
  },
);

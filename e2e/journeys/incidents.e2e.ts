import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

interface IncidentAnswer {
  incident: { id: number; state: string; end_date_time: number | null; monitors: { monitor_tag: string; impact: string }[] };
}

const SHOP = 'incident-shop';

// Other journeys look at the same page: what is open here would stand in their banner.
test.afterEach(async ({ product }) => {
  const api = await apiOf(product);
  const { incidents } = await api<{ incidents: { id: number }[] }>('GET', '/incidents');
  for (const { id } of incidents) await api('DELETE', `/incidents/${id}`);
  const { monitors } = await api<{ monitors: { tag: string }[] }>('GET', '/monitors');
  if (monitors.some(({ tag }) => tag === SHOP)) await api('DELETE', `/monitors/${SHOP}`);
});

test('an incident is opened, updated, resolved and opened again in the dashboard', async ({ page, product }) => {
  test.setTimeout(120_000);
  const api = await apiOf(product);
  await api('POST', '/monitors', { tag: SHOP, name: 'Shop', monitor_type: 'NONE', default_status: 'UP', page_paths: ['~home'] });
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { name: 'No incidents yet' })).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('Title').fill('Payments fail');
  await page.getByRole('radio', { name: 'Investigating' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Identified' })).toBeChecked();
  await page.getByLabel('Add a monitor').click();
  await page.getByRole('option', { name: /Shop/ }).click();
  await page.getByRole('textbox', { name: 'First update' }).fill('We see **failing payments**.');
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await expect(page.getByText('failing payments', { exact: true })).toBeVisible();
  await expect(
    page
      .locator('app-change-preview')
      .getByText(/System Outage/)
      .last(),
  ).toBeVisible();
  await expectAccessible(page);
  // A draft is on the server by now, or will be: publishing leaves none behind.
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page).toHaveURL(/\/incidents\/\d+$/);
  const path = `/incidents/${page.url().split('/').at(-1) ?? ''}`;
  const stored = async () => (await api<IncidentAnswer>('GET', path)).incident;
  expect((await api<{ drafts: unknown[] }>('GET', '/incident-drafts')).drafts).toEqual([]);
  expect(await stored()).toMatchObject({ state: 'IDENTIFIED', monitors: [{ monitor_tag: SHOP, impact: 'DOWN' }] });

  await page.getByLabel('Impact on Shop').click();
  await page.getByRole('option', { name: 'Degraded' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('A fix is out.');
  await page.getByRole('button', { name: 'Post update and notify' }).click();
  await expect(page.getByText('From here on Shop: Degraded')).toBeVisible();
  expect(await stored()).toMatchObject({ monitors: [{ impact: 'DEGRADED' }] });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('It holds.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('button', { name: 'Reopen', exact: true })).toBeVisible();
  expect(await stored()).toMatchObject({ state: 'RESOLVED', end_date_time: expect.any(Number) });
  await page.getByRole('button', { name: 'Reopen', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('It is back.');
  await page.getByRole('button', { name: 'Reopen and notify' }).click();
  await expect(page.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible();
  expect(await stored()).toMatchObject({ state: 'INVESTIGATING', end_date_time: null });
});

test('two people change one incident, and neither loses a word', async ({ page, product }) => {
  const api = await apiOf(product);
  const { incident } = await api<IncidentAnswer>('POST', '/incidents', { title: 'Slow webhooks', start_date_time: 1_795_000_000 });
  const path = `/incidents/${incident.id}`;
  await signIn(page);
  await page.goto(`/manage${path}/edit`);
  await page.getByLabel('Title').fill('Webhooks arrive late');
  await api('PATCH', path, { title: 'Slow web hooks', is_global: 'NO' });
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Somebody changed this incident meanwhile')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  expect(await api('GET', path)).toMatchObject({ incident: { title: 'Webhooks arrive late', is_global: 'NO' } });
});

test('drafts and templates, for everyone in light and dark', { tag: '@long' }, async ({ page, product }) => {
  const api = await apiOf(product);
  await api('POST', '/incident-templates', { name: 'Elevated errors', title: 'Elevated errors on {{monitors}}' });
  await api('POST', '/incident-drafts', { title: 'Half an incident', publish_at: 1_990_000_000 });
  await signIn(page);
  for (const [path, words] of [
    ['templates', 'Elevated errors on {{monitors}}'],
    ['drafts', 'Published by itself'],
  ] as const) {
    await page.goto(`/manage/incidents/${path}`);
    await expect(page.getByText(words)).toBeVisible();
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Publish now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page).toHaveURL(/\/incidents\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Half an incident' })).toBeVisible();
});

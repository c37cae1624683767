import type { Page } from '@playwright/test';
import type { ParsedMail } from 'mailparser';
import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test as base, WITH_ADA } from '../support/fixtures.js';
import { aMailSink, type MailSink } from '../support/mail-sink.js';

const SHOP = { tag: 'told-shop', name: 'Told shop' };
const DOCS = { tag: 'told-docs', name: 'Told docs' };
const BOB = 'bob@example.org';
const BOTH = { incidents: true, maintenances: true };

const test = base.extend<object, { mails: MailSink }>({
  mails: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const mails = await aMailSink();
      await use(mails);
      await mails.stop();
    },
    { scope: 'worker' },
  ],
  productEnv: [async ({ mails }, use) => use({ ...WITH_ADA, ...mails.env }), { scope: 'worker' }],
});

/** An incident on one service, told at once. @returns its path in the API */
async function breakIt(api: Api, { tag, name }: typeof SHOP): Promise<string> {
  const monitors = [{ monitor_tag: tag, impact: 'DOWN' }];
  const start_date_time = Math.floor(Date.now() / 1_000) - 60;
  const { incident } = await api<{ incident: { id: number } }>('POST', '/incidents', { title: `${name} fails`, start_date_time, monitors });
  const path = `/incidents/${incident.id}`;
  await api('POST', `${path}/comments`, { comment: `${name} does not answer.`, state: 'INVESTIGATING' });
  return path;
}

/** As it came, unfolded. */
const headerOf = ({ headerLines }: ParsedMail, name: string): string =>
  headerLines.find(({ key }) => key === name)?.line.replaceAll(/\r?\n\s+/g, ' ') ?? '';

const dialogOf = (page: Page) => page.getByRole('dialog');

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((each) => navigator.clipboard.writeText(each), text);
  await page.getByRole('textbox', { name: 'Code' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

test.beforeEach(async ({ product, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const api = await apiOf(product);
  await api('PATCH', '/site/subscriptionsSettings', { value: { enable: true, methods: { emails: BOTH, webhook: BOTH } } });
  for (const { tag, name } of [SHOP, DOCS]) await api('POST', '/monitors', { tag, name, monitor_type: 'NONE', page_paths: ['~home'] });
});

test.afterEach(async ({ product }) => {
  const api = await apiOf(product);
  const { incidents } = await api<{ incidents: { id: number }[] }>('GET', '/incidents');
  for (const { id } of incidents) await api('DELETE', `/incidents/${id}`);
  for (const { tag } of [SHOP, DOCS]) await api('DELETE', `/monitors/${tag}`);
});

test(
  'a visitor hears of one service, of no other, and no more after one click in the mail',
  { tag: '@long' },
  async ({ page, product, mails }) => {
    test.setTimeout(180_000);
    const api = await apiOf(product);
    await page.goto('/');
    await page.getByRole('link', { name: 'Subscribe', exact: true }).click();
    const dialog = dialogOf(page);
    await expect(dialog.getByRole('heading', { name: 'Subscribe to updates' })).toBeFocused();
    await dialog.getByRole('radio', { name: 'Only these' }).check();
    await dialog.getByRole('searchbox').fill('told shop');
    await dialog.getByRole('checkbox', { name: SHOP.name }).check();
    await dialog.getByRole('textbox', { name: 'Email address' }).fill(BOB);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send code' }).click();

    const code = dialog.getByRole('textbox', { name: 'Code' });
    await expect(code).toBeFocused();
    await expect(dialog.getByText('The code is good for five minutes.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Another code can be sent in \d+ s$/ })).toBeVisible();
    await expect.poll(() => mails.to(BOB).length).toBe(1);
    const sent = /\b\d{6}\b/.exec(mails.to(BOB)[0]?.text ?? '')![0];
    await paste(page, sent === '111111' ? '222222' : '111111');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('This code is wrong or too old.');
    await expectAccessible(page);
    await paste(page, `${sent.slice(0, 3)} ${sent.slice(3)}`);
    await expect(code).toHaveValue(sent);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('heading', { name: 'You are subscribed' })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Manage this subscription', exact: true }).click();
    await expect(dialog.getByRole('checkbox', { name: SHOP.name })).toBeChecked();
    await expect(dialog.getByRole('checkbox', { name: DOCS.name })).not.toBeChecked();
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await expect(dialog.getByText('This subscription is paused.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Resume' }).click();
    await expect(dialog.getByText('This subscription is paused.')).toBeHidden();
    await expectAccessible(page);

    // The other service fails first: were it told, its mail would be there before the one that is waited for.
    const news = () => mails.to(BOB).slice(1);
    await breakIt(api, DOCS);
    const path = await breakIt(api, SHOP);
    await expect
      .poll(
        () =>
          news()
            .map(({ text = '' }) => text)
            .join(),
        { timeout: 30_000 },
      )
      .toContain('Told shop does not answer.');
    expect(news().filter(({ text = '', subject = '' }) => `${subject}${text}`.includes(DOCS.name))).toEqual([]);

    const mail = news()[0]!;
    const url = /<(http[^>]+)>/.exec(headerOf(mail, 'list-unsubscribe'))?.[1] ?? '';
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect((await page.request.get(url)).status()).toBe(200);
    const before = news().length;
    await api('POST', `${path}/comments`, { comment: 'A fix is on its way.', state: 'IDENTIFIED' });
    await expect.poll(() => news().length, { timeout: 30_000 }).toBeGreaterThan(before);

    expect((await page.request.post(url, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(200);
    const token = await page.evaluate(() => localStorage.getItem('subscriber_token'));
    const answer = await page.request.post('/dashboard-apis/subscription', { data: { action: 'getPreferences', token } });
    expect(await answer.json()).toMatchObject({ subscriptions: { incidents: false } });
    await page.reload();
    await page.getByRole('link', { name: 'Subscribe', exact: true }).click();
    await expect(dialog.getByRole('checkbox', { name: 'Incidents' })).not.toBeChecked();
  },
);

test('what cannot be posted to is refused with the reason, and feeds need no subscription', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 720 });
  await page.goto(`/monitors/${SHOP.tag}`);
  await page.getByRole('link', { name: 'Subscribe to this' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('checkbox', { name: SHOP.name })).toBeChecked();
  await page.getByRole('tab', { name: 'Email' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Webhook' })).toBeFocused();
  const address = dialog.getByRole('textbox', { name: 'Address of the webhook' });
  await address.fill('http://hooks.example.org/x');
  await address.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Enter an address that begins with https://');
  await address.fill('https://10.0.0.1/x');
  await address.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('This address cannot be used.');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'RSS' }).click();
  await expect(dialog.getByText(`/monitors/${SHOP.tag}/rss.xml`).first()).toBeVisible();
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('link', { name: 'Subscribe to this' })).toBeFocused();
});

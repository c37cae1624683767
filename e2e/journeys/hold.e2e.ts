import { openDatabase } from '../bench/product-database.js';
import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test as base, WITH_ADA } from '../support/fixtures.js';
import { aMailSink, type MailSink } from '../support/mail-sink.js';
import { type Product, startProduct } from '../support/product.js';
import { signIn } from '../support/sign-in.js';

/** A product that sends mail, and the mail server that gets it. */
const test = base.extend<object, { mail: MailSink }>({
  mail: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const mail = await aMailSink();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ mail }, use) => {
      const product = await startProduct({ env: { ...WITH_ADA, ...mail.env } });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const READER = 'reader@b.test';

/** Somebody who hears of incidents, in the way visitors subscribe. */
async function subscribe(product: Product, api: Api, mail: MailSink): Promise<void> {
  await api('PATCH', '/site/subscriptionsSettings', {
    value: { enable: true, methods: { emails: { incidents: true, maintenances: true } } },
  });
  const act = async (body: object): Promise<{ token: string }> => {
    const answer = await fetch(`${product.url}/dashboard-apis/subscription`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { token: string };
  };
  await act({ action: 'login', email: READER });
  const code = () => /\b\d{6}\b/.exec(mail.mails.at(-1)?.text ?? '')?.[0];
  await expect.poll(code).toBeDefined();
  const { token } = await act({ action: 'verify', email: READER, code: code() });
  await act({ action: 'updatePreferences', token, incidents: true, maintenances: true });
}

/** Deeds in the audit log. */
async function deedsOf(product: Product): Promise<string[]> {
  const db = await openDatabase(product);
  try {
    return (await db.query<{ action: string }>(`SELECT body ->> 'action' AS action FROM audit_log`)).map(({ action }) => action);
  } finally {
    await db.close();
  }
}

test('what was published is taken back before anybody hears of it, or sent at once', { tag: '@long' }, async ({ page, product, mail }) => {
  test.setTimeout(180_000);
  const api = await apiOf(product);
  await api('POST', '/monitors', { tag: 'shop', name: 'Shop', monitor_type: 'NONE', default_status: 'UP', page_paths: ['~home'] });
  await subscribe(product, api, mail);
  const news = () => mail.mails.filter(({ subject }) => subject?.includes('Cards fail')).length;
  await signIn(page);

  await page.goto('/manage/incidents/new');
  await page.getByLabel('Title').fill('Cards fail');
  await page.getByLabel('Add a monitor').click();
  await page.getByRole('option', { name: /Shop/ }).click();
  await page.getByRole('textbox', { name: 'First update' }).fill('We see **failing** cards.');
  const audience = page.getByRole('region', { name: 'Who hears of it' });
  await expect(audience).toContainText('E-mail1English 1');
  await audience.getByRole('button', { name: /See each message/ }).click();
  const dialog = page.getByRole('dialog');
  const letter = dialog.frameLocator('iframe').locator('body');
  await expect(letter).toContainText('We see failing cards.');
  for (const look of ['Phone', 'Dark', 'Plain text']) await dialog.getByRole('radio', { name: look }).click();
  await expect(dialog.getByLabel('Plain text', { exact: true }).last()).toContainText('We see failing cards.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Publish and notify' }).click();
  const bar = page.getByRole('region', { name: 'Messages that wait' });
  await expect(bar).toContainText(/Published “Cards fail”\.\s*Messages leave in \d+ s\./);
  await expect(page).toHaveURL(/\/incidents\/\d+$/);
  await expectAccessible(page);
  // It goes along to other screens.
  await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Monitors' }).click();
  await expect(page).toHaveURL(/\/monitors/);
  await bar.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(page.getByText('Taken back. No message leaves.')).toBeVisible();
  await expect(page).toHaveURL(/\/incidents\/new\?draft=\d+$/);
  await expect(page.getByLabel('Title')).toHaveValue('Cards fail');
  expect((await api<{ incidents: unknown[] }>('GET', '/incidents')).incidents).toEqual([]);

  await page.getByRole('button', { name: 'Publish and notify' }).click();
  await bar.getByRole('button', { name: 'Hold' }).click();
  await expect(bar).toContainText('Messages wait for you');
  expect(news()).toBe(0);
  // A crash loses nothing: it waits on.
  await product.crash();
  await product.restart();
  await page.reload();
  await expect(bar).toContainText('Messages wait for you');
  expect(news()).toBe(0);
  await bar.getByRole('button', { name: 'Send now' }).click();
  await expect.poll(news, { timeout: 20_000 }).toBe(1);
  expect(mail.mails.at(-1)?.to).toBe(READER);
  await expect(bar).toBeHidden();

  expect(await deedsOf(product)).toEqual(
    expect.arrayContaining(['incident.create', 'delivery.undo', 'incident.delete', 'delivery.send_now']),
  );
});

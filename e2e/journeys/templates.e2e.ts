import { expectAccessible } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

test(
  'words of a mail are written for one language, looked at with an incident, and taken back',
  { tag: '@long' },
  async ({ page, product }) => {
    test.setTimeout(180_000);
    page.setDefaultTimeout(15_000);
    const api = await apiOf(product);
    const started = Math.floor(Date.now() / 1_000) - 600;
    const { incident } = (await api('POST', '/incidents', { title: 'EU <b>checkout</b>', start_date_time: started })) as {
      incident: { id: number };
    };
    await api('POST', `/incidents/${incident.id}/comments`, { comment: 'We **roll back**.', state: 'IDENTIFIED' });
    await signIn(page);
    await page.goto('/manage/templates');
    await expect(page.getByRole('heading', { name: 'Mails' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'News for subscribers' }).click();
    await page.getByLabel('Language').click();
    await page.getByRole('option', { name: 'Deutsch' }).click();
    await expect(page).toHaveURL(/lang=de$/);
    await page.getByLabel('Preview with').click();
    await page.getByRole('option', { name: /EU <b>checkout/ }).click();
    const mail = page.frameLocator('app-mail-frame iframe');
    await expect(mail.locator('strong')).toHaveText('roll back');
    await expect(mail.getByRole('heading')).toHaveText('EU <b>checkout</b>');
    await expect(mail.locator('html')).toHaveAttribute('lang', 'de');

    const subject = page.getByRole('textbox', { name: 'Subject' });
    await subject.click();
    await page.keyboard.press('End');
    await page.keyboard.insertText(' - {{site_nam}}');
    await expect(page.getByText(/Warning in Subject, line 1: .*“site_name”/)).toBeVisible();
    await expect(subject.locator('.cm-lintRange-warning')).toHaveText('{{site_nam}}');
    await expectAccessible(page);

    const html = page.getByRole('textbox', { name: 'HTML' });
    await html.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('<p>{{title}} {{cta_url}}</p>');
    await expect(page.getByText(/Error in HTML: \{\{unsubscribe_url\}\} is missing/)).toBeVisible();
    await page.getByRole('link', { name: 'Monitors' }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(html).toContainText('doctype');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText('All changes saved')).toBeVisible();

    await page.goto('/manage/templates');
    await page.getByRole('link', { name: 'News for subscribers, Deutsch' }).click();
    await page.getByRole('button', { name: 'Reset to default…' }).click();
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(subject).toHaveText('{{update_subject}}');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByRole('tab', { name: 'Text' }).click();
    await expectAccessible(page);
  },
);

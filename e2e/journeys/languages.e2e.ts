import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { type Api, apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { rowOf } from '../support/page.js';
import { accentedTexts, mirroredTexts } from '../support/pseudo.js';

const TAG = 'many-tongues';
const LANGUAGES = ['en', 'de', 'ar'].map((code) => ({ code, name: code, selected: true, disabled: false }));
type Texts = Record<string, string | Record<string, string>>;

const monitorId = async (api: Api): Promise<number> => (await api<{ monitor: { id: number } }>('GET', `/monitors/${TAG}`)).monitor.id;

test.beforeEach(async ({ product, target }) => {
  const api = await apiOf(product);
  await api('PATCH', '/site/i18n', { value: { defaultLocale: 'en', locales: LANGUAGES } });
  await api('POST', '/monitors', {
    tag: TAG,
    name: 'Web shop',
    description: 'Sells shoes.',
    cron: '* * * * *',
    type_data: { url: target.url },
    page_paths: ['~home'],
  });
  await api('PUT', `/translations/monitor/${await monitorId(api)}`, { translations: { de: { name: 'Schuhladen' } } });
});

test.afterEach(async ({ product }) => {
  const api = await apiOf(product);
  await api('DELETE', `/monitors/${TAG}`);
  for (const locale of ['en', 'ar']) await api('PUT', `/site/texts/${locale}`, { texts: {} });
});

const language = (page: Page) => page.locator('select[name=lang]:visible');

/** Reloads tell that the document was not the same all along. */
const documentMark = (page: Page) => page.evaluate(() => document.documentElement.dataset['mark']);

test('another language comes without a reload, keeps focus and place, and is there at once the next time', async ({ page }) => {
  await page.goto('/');
  await expect(rowOf(page, 'Web shop')).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset['mark'] = 'first'));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));

  await language(page).focus();
  await page.evaluate(() => window.scrollTo(0, 40));
  await language(page).selectOption('de');
  await expect(rowOf(page, 'Schuhladen')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveTitle(/Status|Alle Systeme|Ausfall|Clarion/);
  expect(asked.filter((path) => path.startsWith('/assets/i18n/'))).toEqual([
    expect.stringMatching(/^\/assets\/i18n\/de\.[0-9a-f]+\.json$/),
  ]);
  expect(await documentMark(page)).toBe('first');
  await expect(language(page)).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(40);
  await expect(page.getByRole('status')).toContainText('Sprache geändert zu Deutsch.');

  await language(page).selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(rowOf(page, 'Web shop')).toBeVisible();
  expect(await documentMark(page)).toBe('first');
  expect(await page.evaluate(() => localStorage.getItem('kener_preferred_locale'))).toBe('ar');

  // What the server sends next is Arabic before any script runs.
  const html = await (await page.request.get('/')).text();
  expect(html).toContain('<html lang="ar" dir="rtl"');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.getByRole('heading', { level: 3, name: 'Web shop' }).first()).toBeVisible();
});

test('from right to left today is at the left end', async ({ page, product }) => {
  test.setTimeout(150_000);
  const api = await apiOf(product);
  await expect
    .poll(async () => (await api<{ monitor: { current_status: string } }>('GET', `/monitor-states/${TAG}`)).monitor.current_status, {
      timeout: 90_000,
    })
    .toBe('UP');
  await page.goto('/?lang=ar');
  const row = rowOf(page, 'Web shop');
  await expect(row).toBeVisible();
  const slider = row.locator('input[type=range]');
  // The service is new: the one day that has bars is today.
  const [frame, today] = [(await row.boundingBox())!, (await row.locator('.bars-drawing .fill-up').boundingBox())!];
  expect(today.x + today.width / 2 - frame.x).toBeLessThan(frame.width / 8);
  await slider.focus();
  // The newest day lies at the left end; one to the right is one back.
  await page.keyboard.press('ArrowRight');
  const value = Number(await slider.inputValue());
  expect(value).toBe(Number(await slider.getAttribute('max')) - 1);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
  await expectAccessible(page);
});

test('without script the menu is a form', { tag: '@long' }, async ({ browser, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const page = await context.newPage();
  await page.goto('/');
  await language(page).selectOption('de');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(rowOf(page, 'Schuhladen')).toBeVisible();
  await context.close();
});

/** Own content and figures; everything else comes from a dictionary. */
const OWN =
  /Web shop|Service status|What works|Dashboard|Sells shoes|Clarion|This status page|UTC|ms\b|Docs|GitHub|Log in|English|Deutsch|MB|http/;

/** What the platform writes: names of days and months. */
const DATES =
  /\b((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|Sept)\b/g;

test('long and mirrored words burst nothing, and nothing is left in plain English', { tag: '@long' }, async ({ page, product }) => {
  const api = await apiOf(product);
  test.setTimeout(180_000);
  const { built_in: english } = await api<{ built_in: Texts }>('GET', '/site/texts/en');
  await api('PUT', '/site/texts/en', { texts: accentedTexts(english) });
  await api('PUT', '/site/texts/ar', { texts: mirroredTexts(english) });
  const month = new Date().toISOString().slice(0, 7);
  for (const lang of ['en', 'ar']) {
    await expect.poll(async () => (await page.request.get(`/?lang=${lang}`)).text()).toMatch(lang === 'en' ? /Ĥ|ĥ/ : /\u202e/);
    for (const path of ['/', `/monitors/${TAG}`, `/events/${month}`, '/maintenances', '/nothing-here']) {
      for (const width of [1440, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${path}?lang=${lang}`);
        await expect(page.locator('html')).toHaveAttribute('data-awake', '');
        const seen = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          text: document.body.innerText,
        }));
        expect(seen.over, `${path} in ${lang} at ${width}`).toBeLessThanOrEqual(0);
        const raw = Object.keys(english).filter((key) => seen.text.includes(key));
        expect(raw, `raw keys at ${path} in ${lang}`).toEqual([]);
        if (lang !== 'en') continue;
        const plain = seen.text.split('\n').filter((line) => /\b[A-Za-z]{4,}\b/.test(line.replace(DATES, '')) && !OWN.test(line));
        expect(plain, `plain English at ${path}`).toEqual([]);
      }
    }
  }
});

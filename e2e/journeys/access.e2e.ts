import type { Page } from '@playwright/test';
import { expectAccessible, LOOKS, type Look } from '../support/accessibility.js';
import { apiOf } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';

/** Something a visitor can have before them. */
interface View {
  name: string;
  path: string;
  /** It speaks the language of its address; a plain form does not. */
  isPlain?: boolean;
  /** What is opened on it. */
  open?: (page: Page) => Promise<void>;
}

const LANGUAGES = ['en', 'ar'] as const;
const LAYOUTS = ['default-grid', 'compact-list', 'compact-grid'] as const;
const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const thisMonth = (): string => new Date().toISOString().slice(0, 7);

const openDialog =
  (button: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('app-share-buttons button').nth(button).click();
    await expect(page.locator('dialog[open]')).toBeVisible();
  };

const PAGES: readonly View[] = [
  { name: 'home', path: '/' },
  ...LAYOUTS.map((layout) => ({ name: layout, path: `/${layout}` })),
  { name: 'the menu of a phone', path: '/', open: openMenu },
  { name: 'a monitor', path: '/monitors/shop-web' },
  { name: 'a day', path: `/monitors/shop-web?day=${yesterday()}` },
  { name: 'badges', path: '/monitors/shop-web', open: openDialog(0) },
  { name: 'frames', path: '/monitors/shop-web', open: openDialog(1) },
  { name: 'an open incident', path: '/incidents/5' },
  { name: 'a resolved incident', path: '/incidents/4' },
  { name: 'a maintenance to come', path: '/maintenances/1' },
  { name: 'a maintenance that is over', path: '/maintenances/2' },
  { name: 'the list of maintenances', path: '/maintenances' },
  { name: 'a month', path: `/events/${thisMonth()}` },
  { name: 'a month of nothing', path: '/events/2024-02' },
  { name: 'nothing', path: '/nowhere' },
  { name: 'a wall', path: '/?kiosk=1' },
  { name: 'subscribing', path: '/subscribe', isPlain: true },
];
const FRAMES: readonly View[] = ['monitor-shop-web', 'latency-shop-web', 'events/live'].map((kind) => ({
  name: kind,
  path: `/embed/${kind}`,
}));

async function openMenu(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.locator('.menu-button').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
}

/** Shows a view in a language. */
async function show(page: Page, { path, isPlain = false, open }: View, language: (typeof LANGUAGES)[number]): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  if (!isPlain) await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await open?.(page);
}

test.beforeAll(async ({ product }) => {
  test.setTimeout(120_000);
  await product.cli('demo', '--monitors', '14', '--days', '7');
  const api = await apiOf(product);
  const locales = LANGUAGES.map((code) => ({ code, name: code, selected: true, disabled: false }));
  await api('PATCH', '/site/i18n', { value: { defaultLocale: 'en', locales } });
  const { monitors } = await api<{ monitors: { tag: string }[] }>('GET', '/monitors?limit=100');
  for (const layout of LAYOUTS) {
    await api('POST', '/pages', {
      page_path: layout,
      page_title: layout,
      page_header: layout,
      monitors: monitors.map(({ tag }) => tag),
      page_settings: { monitor_layout_style: layout },
    });
  }
  await expect.poll(async () => (await fetch(`${product.url}/${LAYOUTS.at(-1)!}`)).status, { timeout: 30_000 }).toBe(200);
});

const SAMPLE: readonly (readonly [name: string, language: (typeof LANGUAGES)[number], look: Look])[] = [
  ['home', 'ar', 'forced colours'],
  ['a day', 'ar', 'dark'],
  ['compact-grid', 'en', 'forced colours'],
  ['badges', 'ar', 'light'],
];

test('pages are for everyone: a few of them, each in another look', async ({ page }) => {
  for (const [name, language, look] of SAMPLE) {
    await show(
      page,
      PAGES.find((view) => view.name === name)!,
      language,
    );
    await expectAccessible(page, [look]);
  }
});

for (const language of LANGUAGES) {
  test(`every page in ${language} is for everyone, in light, dark and the reader’s own colours`, { tag: '@long' }, async ({ page }) => {
    test.setTimeout(900_000);
    for (const view of PAGES) await test.step(view.name, () => show(page, view, language).then(() => expectAccessible(page, LOOKS)));
  });

  test(`every frame in ${language} is for everyone`, { tag: '@long' }, async ({ page }) => {
    test.setTimeout(300_000);
    for (const view of FRAMES) await test.step(view.name, () => show(page, view, language).then(() => expectAccessible(page, LOOKS)));
  });
}

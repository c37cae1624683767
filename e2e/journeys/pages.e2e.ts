import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.js';
import { apiOf, type Api } from '../support/api.js';
import { expect, test } from '../support/fixtures.js';
import { signIn } from '../support/sign-in.js';

const aMonitor = (api: Api, tag: string, name: string) =>
  api('POST', '/monitors', { tag, name, monitor_type: 'NONE', default_status: 'UP', cron: '* * * * *' });

/** Names of the services in their order on a public page. */
const services = (page: Page | ReturnType<Page['frameLocator']>): Locator => page.locator('app-monitor-row h3');
const said = (page: Page): Locator => page.locator('.cdk-live-announcer-element');
const handle = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`^Move ${name}, position`) });

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2 - 4, { steps: 12 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 });
  await page.mouse.up();
}

test('a page is made, arranged by mouse, buttons and keys, and readers see it once it is published', async ({ page, product, context }) => {
  test.setTimeout(300_000);
  const api = await apiOf(product);
  for (const [tag, name] of [
    ['shop-a', 'Apples'],
    ['shop-b', 'Bread'],
    ['shop-c', 'Cheese'],
    ['shop-d', 'Dates'],
  ] as const)
    await aMonitor(api, tag, name);
  await signIn(page);
  await page.goto('/manage/pages');
  await expect(page.getByRole('row', { name: /Nothing/ })).toHaveCount(1);
  await expectAccessible(page);

  await test.step('its path is explained while it is typed', async () => {
    await page.getByRole('link', { name: 'New page' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Market place');
    const path = page.getByLabel('Path', { exact: true });
    await expect(path).toHaveValue('market-place');
    await path.fill('API');
    await expect(page.getByRole('alert')).toContainText('reserved');
    await path.fill('Market 1');
    await expect(page.getByText('Will be /market-1')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create page' }).click();
    await expect(page).toHaveURL(/\/pages\/edit\/market-1\?tab=monitors/);
  });

  const visitor = await context.newPage();
  await visitor.goto('/market-1');
  await expect(visitor.getByRole('heading', { name: 'Market place', level: 1 })).toBeVisible();

  await test.step('monitors are found and taken in', async () => {
    await page.getByRole('button', { name: 'Monitors', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name or tag').fill('shop-');
    await dialog.getByRole('checkbox', { name: 'All 4 of these' }).check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add 4' }).click();
    await expect(page.getByText('4 monitors on this page')).toBeVisible();
  });

  const preview = page.frameLocator('iframe:not(.back)');
  await test.step('buttons, keys and the mouse move them', async () => {
    await page.getByRole('button', { name: 'Move Dates up' }).click();
    await expect(said(page)).toHaveText('Moved to position 3 of 4');
    await expect(page.getByRole('button', { name: 'Move Dates up' })).toBeFocused();
    await handle(page, 'Apples').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(said(page)).toHaveText('Moved to position 2 of 4');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(said(page)).toHaveText('Moved to position 3 of 4');
    await drag(page, handle(page, 'Cheese'), handle(page, 'Bread'));
    await expect(said(page)).toHaveText('Moved to position 1 of 4');
    await expect(services(preview)).toHaveText(['Cheese', 'Bread', 'Dates', 'Apples']);
  });

  await test.step('a section takes them in, by its name and by mouse', async () => {
    await page.getByRole('button', { name: 'Section', exact: true }).click();
    await page.getByLabel('Name of section').fill('Fresh');
    await page.getByRole('button', { name: 'Move Bread to another list' }).click();
    await page.getByRole('menuitem', { name: 'Fresh' }).click();
    await expect(said(page)).toHaveText('Moved to position 1 of 1 in Fresh');
    await drag(page, handle(page, 'Cheese'), handle(page, 'Bread'));
    await expect(said(page)).toContainText('of 2 in Fresh');
    await page.getByRole('combobox', { name: 'Open' }).click();
    await page.getByRole('option', { name: 'Never' }).click();
    await expect(preview.getByText('Fresh')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('readers see none of it until it is published', async () => {
    await expect(page.getByText('Draft saved')).toBeVisible();
    await visitor.reload();
    await expect(services(visitor)).toHaveCount(0);
    await page.getByRole('button', { name: /unpublished changes/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row', { name: /Section Fresh/ })).toContainText('closed');
    await expect(dialog.getByRole('row', { name: /Monitor Bread/ })).toContainText('not on the page');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Everything is published')).toBeVisible();
    await expect(async () => {
      await visitor.reload();
      await expect(services(visitor)).toHaveText(['Dates', 'Apples', /Cheese|Bread/, /Cheese|Bread/], { timeout: 1_000 });
    }).toPass();
  });

  await test.step('what is discarded comes back with Undo', async () => {
    await page.getByRole('tab', { name: 'Content' }).click();
    await page.getByLabel('Header', { exact: true }).fill('Farmers’ market');
    await expect(preview.getByRole('heading', { name: 'Farmers’ market' })).toBeVisible();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByLabel('Header', { exact: true })).toHaveValue('Market place');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('1 unpublished change')).toBeVisible();
    await expect(page.getByLabel('Header', { exact: true })).toHaveValue('Farmers’ market');
  });

  await test.step('every tab is usable by everyone', async () => {
    for (const tab of ['Display', 'SEO', 'Domain', 'Content']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    }
  });

  await test.step('the preview shows phones, the dark and an incident that is none', async () => {
    await page.getByRole('radio', { name: 'Phone' }).click();
    await page.getByRole('switch', { name: 'Dark' }).click();
    await page.getByRole('switch', { name: 'Sample incident' }).click();
    const sample = preview.getByRole('link', { name: 'Sample incident', exact: true });
    await expect(sample).toBeVisible();
    const windows = context.pages().length;
    await sample.click();
    await expect(sample).toBeVisible();
    expect(context.pages()).toHaveLength(windows);
    await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page).toHaveURL(/device=phone/);
    await visitor.reload();
    await expect(visitor.getByText('Sample incident')).toHaveCount(0);
  });

  await test.step('looks at the preview are no steps of the browser’s history', async () => {
    await page.goBack();
    await expect(page.getByRole('tab', { name: 'Domain' })).toHaveAttribute('aria-selected', 'true');
  });
});

test('pages are put into order, thrown away and brought back', { tag: '@long' }, async ({ page, product, context }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  for (const [path, title] of [
    ['north', 'North'],
    ['south', 'South'],
  ] as const)
    await api('POST', '/pages', { page_path: path, page_title: title, page_header: title });
  await signIn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/\/manage\/pages$/);

  await test.step('the switcher follows the order', async () => {
    await page.getByRole('button', { name: 'Order', exact: true }).click();
    await handle(page, 'South').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByText('Moved South')).toBeVisible();
    await expectAccessible(page);
    const { pages } = await api<{ pages: { page_path: string }[] }>('GET', '/page-states');
    const order = pages.map(({ page_path }) => page_path).filter((path) => ['north', 'south'].includes(path));
    expect(order).toEqual(['south', 'north']);
  });

  await test.step('a page wants its words before it goes, and comes back', async () => {
    await page.goto('/manage/pages?q=south');
    await page.getByRole('button', { name: 'Actions for South' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('Confirmation').fill('delete south');
    await page.getByRole('button', { name: 'Delete page' }).click();
    await expect(page.getByText('No page matches')).toBeVisible();
    const visitor = await context.newPage();
    await expect(async () => expect((await visitor.goto('/south'))?.status()).toBe(404)).toPass();
    await page.goto('/manage/pages?view=trash');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Bring back South' }).click();
    await expect(page.getByText('The trash is empty')).toBeVisible();
    await expect(async () => expect((await visitor.goto('/south'))?.status()).toBe(200)).toPass();
  });

  await test.step('a copy is made from the palette’s neighbour, the menu', async () => {
    await page.goto('/manage/pages?q=north');
    await page.getByRole('button', { name: 'Actions for North' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(page).toHaveURL(/\/pages\/edit\/north-copy/);
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('north (c');
    await page.getByRole('option', { name: /North \(copy\) Page/ }).click();
    await expect(page).toHaveURL(/\/pages\/edit\/north-copy/);
  });
});

test('two editors of one page are told of each other', { tag: '@long' }, async ({ page, product }) => {
  test.setTimeout(240_000);
  const api = await apiOf(product);
  await api('POST', '/pages', { page_path: 'shared', page_title: 'Shared', page_header: 'Shared' });
  const { draft } = await api<{ draft: { content: object } }>('GET', '/pages/shared/draft');
  await signIn(page);
  await page.goto('/manage/pages/edit/shared');
  const header = page.getByLabel('Header', { exact: true });
  await header.fill('Mine');
  await expect(page.getByText('Draft saved')).toBeVisible();

  await test.step('both versions are shown, and one is chosen', async () => {
    await api('PUT', '/pages/shared/draft', { ...draft.content, page_header: 'Theirs', page_title: 'Shared by us' });
    await header.fill('Mine again');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Theirs');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Draft saved')).toBeVisible();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Shared by us');
    await expect(header).toHaveValue('Mine again');
  });

  await test.step('a page that was changed meanwhile is published only when that is meant', async () => {
    await api('PATCH', '/pages/shared', { page_subheader: 'Published by a program' });
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The page was changed meanwhile');
    await expect(dialog.getByRole('row', { name: /Sub-header/ })).toContainText('Published by a program');
    await dialog.getByRole('button', { name: 'Publish anyway' }).click();
    await expect(page.getByText('Everything is published')).toBeVisible();
    const { page: published } = await api<{ page: { page_header: string; page_subheader: string | null } }>('GET', '/pages/shared');
    expect(published).toMatchObject({ page_header: 'Mine again', page_subheader: null });
  });
});

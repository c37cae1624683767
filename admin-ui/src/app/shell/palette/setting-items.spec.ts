import { rank } from './palette-items.js';
import { settingItems } from './setting-items.js';

const labels = (query: string) =>
  rank(
    settingItems(query, () => undefined),
    query,
    [],
  ).map(({ label }) => label);

it('lists no settings before something is typed', () => expect(settingItems(' ', () => undefined)).toEqual([]));

it.each([
  ['custom css', 'Custom CSS'],
  ['logo', 'Images (logo)'],
  ['umami', 'Analytics (umami)'],
  ['sitemap', 'Search engines (sitemap)'],
])('finds %s: %s', (query, label) => expect(labels(query)[0]).toBe(label));

it('leads to the card', () => {
  const opened: string[] = [];
  settingItems('footer', ({ area, id }) => opened.push(`${area}#${id}`))
    .find(({ label }) => label === 'Footer')!
    .run();
  expect(opened).toEqual(['appearance#footer']);
});

import { cardsFor, SETTINGS_CARDS } from './cards.js';
import { SITE_KEYS } from './site-draft.js';

it('every key has its card, and one alone', () => {
  expect(SETTINGS_CARDS.flatMap(({ keys }) => keys).sort()).toEqual([...SITE_KEYS].sort());
});

it.each([
  ['appearance', '', 11],
  ['settings', '', 9],
  ['appearance', 'logo', 1],
  ['appearance', 'Dark  theme', 1],
  ['settings', 'piwik', 0],
] as const)('%s, “%s”: %i cards', (area, query, count) => expect(cardsFor(area, query)).toHaveLength(count));

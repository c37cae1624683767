import { SETTINGS_CARDS, type SettingsCard } from '../../settings/cards.js';
import type { PaletteItem } from './palette-items.js';

const AREA_WORDS = { appearance: 'Appearance', settings: 'Site settings' } as const;

/** Every card of settings, by its heading and by what else people call it; each leads to the card itself. Only once something is typed. */
export function settingItems(query: string, open: (card: SettingsCard) => unknown): PaletteItem[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  return SETTINGS_CARDS.map((card) => {
    // A further word that is typed stands in the line, or nobody would know why it is there.
    const word = card.also.split(' ').find((each) => wanted.length >= 3 && each.startsWith(wanted));
    return {
      id: `setting:${card.id}`,
      label: word === undefined || card.heading.toLowerCase().includes(wanted) ? card.heading : `${card.heading} (${word})`,
      kind: AREA_WORDS[card.area],
      icon: card.area === 'appearance' ? 'brush' : 'sliders',
      run: () => open(card),
    };
  });
}

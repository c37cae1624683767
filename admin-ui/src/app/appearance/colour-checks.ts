import type { Colours, SiteDraft, SiteKey } from '../settings/site-draft.js';
import { contrast, LEAST, nearestPassing, SURFACES, type Scheme } from '@clarion/domain/contrast';

/** One colour against one thing it is drawn on. */
export interface ContrastLine {
  /** `on cards` */
  on: string;
  ratio: number;
  isEnough: boolean;
}

export interface ColourCheck {
  lines: readonly ContrastLine[];
  isEnough: boolean;
  /** A shade that passes everywhere; null when none is needed, or none exists. */
  suggestion: string | null;
}

/** What each colour of the setting is: shapes on cards and page, text on the accent, or only a ground for others. */
const ROLES: Readonly<Record<keyof Colours, 'fill' | 'text' | 'ground'>> = {
  ...{ UP: 'fill', DEGRADED: 'fill', DOWN: 'fill', MAINTENANCE: 'fill' },
  ...{ ACCENT: 'ground', ACCENT_FOREGROUND: 'text' },
};

export const COLOUR_WORDS: Readonly<Record<keyof Colours, string>> = {
  UP: 'Operational',
  DEGRADED: 'Degraded',
  DOWN: 'Down',
  MAINTENANCE: 'Maintenance',
  ACCENT: 'Accent',
  ACCENT_FOREGROUND: 'Text on accent',
};
export const COLOUR_NAMES = Object.keys(COLOUR_WORDS) as readonly (keyof Colours)[];

/** Judges one colour. @returns null when nothing depends on it, or it is no colour yet */
export function checkColour(name: keyof Colours, colours: Colours, scheme: Scheme): ColourCheck | null {
  const role = ROLES[name];
  if (role === 'ground') return null;
  const surfaces = role === 'text' ? { 'the accent': colours.ACCENT } : SURFACES[scheme];
  const lines = Object.entries(surfaces).flatMap(([on, surface]): ContrastLine[] => {
    const ratio = contrast(colours[name], surface);
    return ratio === null ? [] : [{ on: `on ${on}`, ratio, isEnough: ratio >= LEAST[role] }];
  });
  if (lines.length === 0) return null;
  const isEnough = lines.every((line) => line.isEnough);
  return { lines, isEnough, suggestion: isEnough ? null : nearestPassing(colours[name], Object.values(surfaces), LEAST[role]) };
}

/** Words of the changed colours that are hard to see: `Operational (light)`. */
export function weakColours(draft: SiteDraft, changed: readonly SiteKey[]): string[] {
  const schemes = [
    ['colors', 'light'],
    ['colorsDark', 'dark'],
  ] as const;
  return schemes
    .filter(([key]) => changed.includes(key))
    .flatMap(([key, scheme]) =>
      COLOUR_NAMES.filter((name) => checkColour(name, draft[key], scheme)?.isEnough === false).map(
        (name) => `${COLOUR_WORDS[name]} (${scheme})`,
      ),
    );
}

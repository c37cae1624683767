import { createHash } from 'node:crypto';
import { siteSettingSeeds } from '@clarion/database/seeds/site-settings';
import { contrast, LEAST, nearestPassing, type Scheme, SURFACES } from '@clarion/domain/contrast';

type Document = Readonly<Record<string, unknown>>;

/** The style sheet that a site adds to its public pages. */
export interface SiteStyle {
  css: string;
  /** Name of its file: another content has another name. */
  file: string;
}

const HASH_CHARS = 16;
/** Colours by their names in the setting, and as properties. @see pages-site §7 */
const PROPERTIES = {
  UP: '--up',
  DEGRADED: '--degraded',
  DOWN: '--down',
  MAINTENANCE: '--maintenance',
  ACCENT: '--accent',
  ACCENT_FOREGROUND: '--accent-foreground',
} as const;
type Colour = keyof typeof PROPERTIES;
const COLOURS = Object.keys(PROPERTIES) as readonly Colour[];
/** Fills of bars and shapes. Words keep their own tones, which are checked for contrast. */
const FILLED: readonly Colour[] = ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE'];

const documentIn = (value: unknown): Document => (typeof value === 'object' && value !== null ? (value as Document) : {});
const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const SEEDS = siteSettingSeeds('');
const BUILT_IN = { light: documentIn(SEEDS['colors']?.value), dark: documentIn(SEEDS['colorsDark']?.value) };

/** Stored values may be older than the rule that checks them. */
function colourIn(chosen: Document, builtIn: Document, colour: Colour): string {
  const value = textIn(chosen[colour]);
  return (/^#[0-9a-f]{6}$/i.test(value) ? value : textIn(builtIn[colour])).toLowerCase();
}

const inBoth = (colour: (scheme: Scheme) => string): string => `light-dark(${colour('light')},${colour('dark')})`;

/** A text colour, or its nearest shade that can be read; where none can, black or white. */
const readable = (colour: string, grounds: readonly string[]): string =>
  nearestPassing(colour, grounds, LEAST.text) ??
  (['#000000', '#ffffff'] as const).find((each) => grounds.every((ground) => (contrast(each, ground) ?? 0) >= LEAST.text)) ??
  colour;

/**
 * Colours, font and the owner's own rules, in one file; null when a site chose none of them.
 * @param settings values by site key, the style sheet checked when it was stored
 * @see pages-site §5, §7
 */
export function siteStyle(settings: ReadonlyMap<string, unknown>): SiteStyle | null {
  const [light, dark] = [documentIn(settings.get('colors')), documentIn(settings.get('colorsDark'))];
  const chosen = COLOURS.map((colour) => ({
    colour,
    light: colourIn(light, BUILT_IN.light, colour),
    dark: colourIn(dark, BUILT_IN.dark, colour),
    standard: [colourIn({}, BUILT_IN.light, colour), colourIn({}, BUILT_IN.dark, colour)].join(),
  }));
  const named = textIn(documentIn(settings.get('font'))['family']);
  const family = /[;{}<>\\@()]/.test(named) ? '' : named;
  const own = textIn(settings.get('customCSS'));
  const changed = chosen.filter((each) => `${each.light},${each.dark}` !== each.standard);
  if (changed.length === 0 && family === '' && own === '') return null;

  const properties = chosen.map((each) => `${PROPERTIES[each.colour]}:light-dark(${each.light},${each.dark})`);
  if (family !== '') properties.push(`--font-family:${family}`);
  const isChosen = (colour: Colour): boolean => changed.some((each) => each.colour === colour);
  const accent = chosen.find(({ colour }) => colour === 'ACCENT')!;
  const onAccent = chosen.find(({ colour }) => colour === 'ACCENT_FOREGROUND')!;
  // Links, the focus ring and the main buttons carry the accent's own colour, as far as it can be read where they stand; what is chosen in a row of
  // choices, or lies under the hand, stands on the accent.
  if (isChosen('ACCENT_FOREGROUND'))
    properties.push(`--link:${inBoth((scheme) => readable(onAccent[scheme], Object.values(SURFACES[scheme])))}`);
  if (isChosen('ACCENT') || isChosen('ACCENT_FOREGROUND')) {
    properties.push('--chosen:var(--accent)', `--on-chosen:${inBoth((scheme) => readable(onAccent[scheme], [accent[scheme]]))}`);
  }
  const fills = changed
    .filter(({ colour }) => FILLED.includes(colour))
    .map(({ colour }) => `${PROPERTIES[colour]}-fill:var(${PROPERTIES[colour]})`);
  const css = [
    `@media not (forced-colors:active){:root{${properties.join(';')}}}`,
    // Print, more contrast and the reader's own palette stay as they are.
    ...(fills.length === 0 ? [] : [`@media screen and (forced-colors:none) and (not (prefers-contrast:more)){:root{${fills.join(';')}}}`]),
    ...(family === '' ? [] : ['body{font-family:var(--font-family),var(--sans)}']),
    ...(own === '' ? [] : [own]),
    '',
  ].join('\n');
  return { css, file: `${createHash('sha256').update(css).digest('hex').slice(0, HASH_CHARS)}.css` };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font, type Glyph, type PathCommand } from 'opentype.js';

/** Letters come from a font that travels with the product, so a picture is the same on a machine that has none. */
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'] as const;
export type Weight = 500 | 700;

const require = createRequire(import.meta.url);
const fonts = new Map<string, Font>();

/** Read when a letter of theirs is first drawn. */
function fontOf(subset: (typeof SUBSETS)[number], weight: Weight): Font {
  const name = `inter-${subset}-${weight}-normal.woff`;
  const known = fonts.get(name);
  if (known !== undefined) return known;
  const { buffer, byteOffset, byteLength } = readFileSync(require.resolve(`@fontsource/inter/files/${name}`));
  const font = opentype.parse((buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength));
  fonts.set(name, font);
  return font;
}

interface Letter {
  font: Font;
  glyph: Glyph;
}

/** null for a character that none of the fonts has. */
function letterOf(character: string, weight: Weight): Letter | null {
  for (const subset of SUBSETS) {
    const font = fontOf(subset, weight);
    const glyph = font.charToGlyph(character);
    if (glyph.index !== 0) return { font, glyph };
  }
  return null;
}

const charactersOf = (text: string): string[] => [...text.normalize('NFC').replace(/\s+/g, ' ')];

/** Whether every character of a text can be drawn one after the other; what joins or runs to the left cannot. */
export const isDrawable = (text: string): boolean => charactersOf(text).every((character) => letterOf(character, 500) !== null);

interface Placed extends Letter {
  x: number;
}

function layOut(text: string, weight: Weight, size: number): { letters: Placed[]; width: number } {
  const letters: Placed[] = [];
  let x = 0;
  let before: Letter | null = null;
  for (const character of charactersOf(text)) {
    const letter = letterOf(character, weight);
    if (letter === null) continue;
    const scale = size / letter.font.unitsPerEm;
    if (before?.font === letter.font) x += letter.font.getKerningValue(before.glyph, letter.glyph) * scale;
    letters.push({ ...letter, x });
    x += letter.glyph.advanceWidth * scale;
    before = letter;
  }
  return { letters, width: x };
}

/** Pixels. */
export const widthOf = (text: string, weight: Weight, size: number): number => layOut(text, weight, size).width;

/** Outlines of a line of text. @param x its start @param y its base line */
export const outlinesOf = (text: string, weight: Weight, size: number, x: number, y: number): PathCommand[] =>
  layOut(text, weight, size).letters.flatMap(({ glyph, x: offset }) => glyph.getPath(x + offset, y, size).commands);

/** A text on at most `count` lines of `width` pixels, the last one cut short with an ellipsis where it must be. */
export function linesOf(text: string, weight: Weight, size: number, width: number, count: number): string[] {
  const fits = (line: string): boolean => widthOf(line, weight, size) <= width;
  const lines: string[] = [];
  let words = text.trim().split(/\s+/);
  while (words.length > 0 && lines.length < count) {
    let taken = 1;
    while (taken < words.length && fits(words.slice(0, taken + 1).join(' '))) taken += 1;
    const isLast = lines.length === count - 1;
    const line = (isLast ? words : words.slice(0, taken)).join(' ');
    lines.push(fits(line) ? line : shortened(line, fits));
    // A word that was cut has its end on no line.
    words = isLast ? [] : words.slice(taken);
  }
  return lines;
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const characters = [...line];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('').trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}

import type { BadgeStyle } from '@clarion/contract';
import { escapeXml } from '../../../platform/markup/escape-xml.js';

/** What a badge says. Colours are `#rrggbb`. */
export interface Badge {
  /** Left part; empty = there is none. */
  label: string;
  message: string;
  labelColor: string;
  color: string;
}

interface Shape {
  height: number;
  radius: number;
  fontSize: number;
  /** Room beside each text. */
  padding: number;
  /** How much lighter the top and darker the bottom is, 0..1. */
  shine: number;
  isLoud: boolean;
}

const SHAPES: Readonly<Record<BadgeStyle, Shape>> = {
  plastic: { height: 18, radius: 4, fontSize: 11, padding: 6, shine: 0.15, isLoud: false },
  flat: { height: 20, radius: 3, fontSize: 11, padding: 6, shine: 0.08, isLoud: false },
  'flat-square': { height: 20, radius: 0, fontSize: 11, padding: 6, shine: 0, isLoud: false },
  'for-the-badge': { height: 28, radius: 0, fontSize: 10, padding: 11, shine: 0, isLoud: true },
  social: { height: 20, radius: 4, fontSize: 11, padding: 6, shine: 0, isLoud: false },
};

const FONT = 'Verdana,Geneva,DejaVu Sans,sans-serif';

/** Widths of letters in a size of 11, roughly: the drawn text is fitted to what they add up to. */
function widthOf(character: string): number {
  if (/[ijl.,:;|!'()[\]\sftr-]/.test(character)) return 4.4;
  if (/[mwMW@%]/.test(character)) return 10.8;
  if (/[A-Z]/.test(character)) return 7.9;
  if (/\p{M}/u.test(character)) return 0;
  // Ideographs, syllables and pictures fill a square.
  return /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u.test(character) ? 11.5 : 7;
}

function textWidth(text: string, { fontSize, isLoud }: Shape): number {
  const sum = [...text].reduce((width, character) => width + widthOf(character) + (isLoud ? 1.8 : 0), 0);
  return Math.ceil((sum * fontSize) / 11);
}

const light = (channel: number): number => (channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Relative luminance, 0..1. @param color `#rrggbb`   @see WCAG 2.2 */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => light(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever reads better: never below 4.5:1. @param background `#rrggbb` */
export function textColorOn(background: string): '#000' | '#fff' {
  const luminance = luminanceOf(background);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#fff' : '#000';
}

/** One text in its part. @param left edge of the part, px */
function text(words: string, left: number, shape: Shape, color: string): string {
  const { height, fontSize, padding, isLoud } = shape;
  const width = textWidth(words, shape);
  const baseline = height / 2 + fontSize * 0.36;
  const weight = isLoud ? ' font-weight="bold"' : '';
  return `<text x="${left + padding + width / 2}" y="${baseline}" text-anchor="middle" textLength="${width}" lengthAdjust="spacingAndGlyphs"${weight} fill="${color}">${escapeXml(words)}</text>`;
}

/** Two boxes with a border beside each other, as sites for people draw their counters. */
function socialParts(label: string, message: string, split: number, width: number, shape: Shape): string {
  const box = (left: number, size: number): string =>
    `<rect x="${left + 0.5}" y="0.5" width="${size - 1}" height="${shape.height - 1}" rx="${shape.radius}" fill="#fafafa" stroke="#d5d5d5"/>`;
  const gap = label === '' ? 0 : 4;
  return [
    label === '' ? '' : box(0, split) + text(label, 0, shape, '#000'),
    box(split + gap, width - split) + text(message, split + gap, shape, '#000'),
  ].join('');
}

/** Draws a badge. What is said stands in its title too. @see pages-site §13, ux A7 */
export function badgeSvg(badge: Badge, style: BadgeStyle): string {
  const shape = SHAPES[style];
  const { height, radius, fontSize, padding, shine, isLoud } = shape;
  const [label = '', message = ''] = [badge.label, badge.message].map((words) => (isLoud ? words.toUpperCase() : words));
  const split = label === '' ? 0 : textWidth(label, shape) + 2 * padding;
  const width = split + textWidth(message, shape) + 2 * padding;
  const isSocial = style === 'social';
  const whole = isSocial && label !== '' ? width + 4 : width;
  const title = escapeXml(badge.label === '' ? badge.message : `${badge.label}: ${badge.message}`);
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${height}" role="img" aria-label="${title}"><title>${title}</title>`;
  const open = `<g font-family="${FONT}" font-size="${fontSize}">`;
  if (isSocial) return `${head}${open}${socialParts(label, message, split, width, shape)}</g></svg>`;
  const shiny = shine > 0;
  const gradient = `<linearGradient id="s" x2="0" y2="100%"><stop offset="0" stop-color="#fff" stop-opacity="${shine}"/><stop offset="1" stop-opacity="${shine}"/></linearGradient>`;
  return [
    head,
    shiny ? gradient : '',
    `<clipPath id="r"><rect width="${width}" height="${height}" rx="${radius}"/></clipPath>`,
    '<g clip-path="url(#r)">',
    `<rect width="${split}" height="${height}" fill="${badge.labelColor}"/>`,
    `<rect x="${split}" width="${width - split}" height="${height}" fill="${badge.color}"/>`,
    shiny ? `<rect width="${width}" height="${height}" fill="url(#s)"/>` : '',
    '</g>',
    open,
    label === '' ? '' : text(label, 0, shape, textColorOn(badge.labelColor)),
    text(message, split, shape, textColorOn(badge.color)),
    '</g></svg>',
  ].join('');
}

/** A line around what would be lost on white or on black; empty for what shows on both. */
function outlineOf(color: string): string {
  const luminance = luminanceOf(color);
  if (luminance > 0.7) return ' stroke="#6b7280"';
  return luminance < 0.05 ? ' stroke="#9ca3af"' : '';
}

/** A dot in the colour of a status. @param isPinging whether a ring spreads from it, for those who like movement */
export function dotSvg(title: string, color: string, isPinging: boolean): string {
  const name = escapeXml(title);
  const ring =
    `<circle cx="16" cy="16" r="8" fill="${color}" opacity="0.75"><animate attributeName="r" from="8" to="16" dur="1s" repeatCount="indefinite"/>` +
    '<animate attributeName="opacity" from="0.75" to="0" dur="1s" repeatCount="indefinite"/></circle>';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" role="img" aria-label="${name}"><title>${name}</title>` +
    `${isPinging ? ring : ''}<circle cx="16" cy="16" r="8" fill="${color}"${outlineOf(color)}/></svg>`
  );
}

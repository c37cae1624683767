import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contrast, nearestPassing, ratioText, SURFACES } from './contrast.js';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

it.each([
  ['#000000', '#ffffff', '21.0'],
  ['#ffffff', '#ffffff', '1.0'],
  ['#1f8f55', '#ffffff', '4.1'],
  ['#C07A00', '#FFFFFF', '3.4'],
  ['#a81028', '#ffffff', '7.5'],
  ['#67ab95', '#ffffff', '2.6'],
  ['#767676', '#ffffff', '4.5'],
])('%s on %s is %s', (one, other, text) => {
  expect(ratioText(contrast(one, other)!)).toBe(text);
  expect(contrast(other, one)).toBe(contrast(one, other));
});

it('has no ratio for what is no colour', () => {
  expect(contrast('#fff', '#ffffff')).toBeNull();
  expect(nearestPassing('green', ['#ffffff'], 3)).toBeNull();
});

it('cuts a ratio off instead of rounding it up', () => expect(ratioText(2.999)).toBe('2.9'));

describe('nearestPassing', () => {
  it('leaves a colour that passes', () => expect(nearestPassing('#1F8F55', ['#ffffff'], 3)).toBe('#1f8f55'));

  it('darkens on light and lightens on dark, and keeps the hue', () => {
    const onLight = nearestPassing('#67ab95', Object.values(SURFACES.light), 3)!;
    expect(contrast(onLight, '#67ab95')!).toBeLessThan(1.4);
    expect(Number.parseInt(onLight.slice(3, 5), 16)).toBeGreaterThan(Number.parseInt(onLight.slice(1, 3), 16));
    const onDark = nearestPassing('#202060', Object.values(SURFACES.dark), 3)!;
    expect(contrast(onDark, '#000000')!).toBeGreaterThan(contrast('#202060', '#000000')!);
  });

  it('finds a shade of every colour that passes on everything it is drawn on', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('light', 'dark'), fc.constantFrom(3, 4.5), (hex, scheme, least) => {
        const surfaces = Object.values(SURFACES[scheme]);
        const found = nearestPassing(hex, surfaces, least)!;
        expect(found).toMatch(/^#[0-9a-f]{6}$/);
        for (const surface of surfaces) expect(contrast(found, surface)!).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('says so when no shade passes', () => expect(nearestPassing('#808080', ['#000000', '#ffffff'], 7)).toBeNull());
});

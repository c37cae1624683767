import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { durationSuffix } from './badge-parameters.js';
import { textColorOn } from './badge-svg.js';

const light = (value: number): number => (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

describe('textColorOn', () => {
  it('keeps 4.5:1 on every colour', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const color = `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
        const [red, green, blue] = channels.map((each) => light(each / 255)) as [number, number, number];
        const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        const contrast = textColorOn(color) === '#fff' ? 1.05 / (luminance + 0.05) : (luminance + 0.05) / 0.05;
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('durationSuffix', () => {
  it.each([
    [90 * 86_400, '90d'],
    [86_400, '1d'],
    [3_600, '1h'],
    [1_800, '30m'],
    [5_400, '90m'],
    [90, '1m'],
  ])('says %d s as %s', (seconds, text) => {
    expect(durationSuffix(seconds)).toBe(text);
  });
});

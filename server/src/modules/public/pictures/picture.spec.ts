import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { Canvas, rgb } from './canvas.js';
import { isDrawable, linesOf, widthOf } from './outline-text.js';
import { drawPicture, type PictureFacts } from './picture.js';
import { roundedRectangle } from './shapes.js';

const FACTS: PictureFacts = {
  site: 'Acme',
  title: 'Acme platform status',
  message: 'Partial System Outage',
  status: 'DOWN',
  date: 'Friday, 20 November 2026',
};
const [WHITE, BLACK] = [rgb('#ffffff'), rgb('#000000')];

describe('Canvas', () => {
  it('covers exactly the area of what is filled, wherever it lies', () => {
    const part = fc.double({ min: 0, max: 12, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, (x, y, width, height) => {
        const canvas = new Canvas(30, 30, WHITE);
        canvas.fill(roundedRectangle(x + 1, y + 1, width, height, 0), BLACK);
        let dark = 0;
        for (let at = 0; at < canvas.pixels.length; at += 3) dark += (255 - canvas.pixels[at]!) / 255;
        // Each pixel at the edge is rounded to one of 256 steps.
        expect(Math.abs(dark - width * height)).toBeLessThan(0.3);
      }),
    );
  });

  it('covers a slanted shape by half, and leaves out what another direction cuts', () => {
    const canvas = new Canvas(20, 20, WHITE);
    const triangle = [
      ...[
        { type: 'M', x: 0, y: 0 } as const,
        { type: 'L', x: 20, y: 20 } as const,
        { type: 'L', x: 0, y: 20 } as const,
        { type: 'Z' } as const,
      ],
    ];
    canvas.fill(triangle, BLACK);
    const at = (x: number, y: number): number => canvas.pixels[(y * 20 + x) * 3]!;
    expect([at(2, 15), at(15, 2), at(9, 9)]).toEqual([0, 255, 128]);
    const ring = new Canvas(20, 20, WHITE);
    const hole = [
      [6, 6],
      [6, 14],
      [14, 14],
      [14, 6],
    ].map(([x, y], index) => ({ type: index === 0 ? 'M' : 'L', x: x!, y: y! }) as const);
    ring.fill([...roundedRectangle(2, 2, 16, 16, 0), ...hole, { type: 'Z' }], BLACK);
    expect([ring.pixels[(3 * 20 + 3) * 3], ring.pixels[(10 * 20 + 10) * 3]]).toEqual([0, 255]);
  });

  it('cuts off what lies outside', () => {
    const canvas = new Canvas(4, 4, WHITE);
    canvas.fill(roundedRectangle(-10, -10, 100, 100, 0), BLACK);
    expect(canvas.pixels.every((value) => value === 0)).toBe(true);
  });
});

describe('outline text', () => {
  it.each([
    ['Größe ändern', true],
    ['Состояние системы', true],
    ['Κατάσταση', true],
    ['Trạng thái', true],
    ['状態', false],
    ['الحالة', false],
    ['मौसम', false],
  ])('can draw %s: %s', (text, expected) => {
    expect(isDrawable(text)).toBe(expected);
  });

  it('never leaves its room, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 3 }), (text, count) => {
        const lines = linesOf(text, 700, 40, 400, count);
        expect(lines.length).toBeLessThanOrEqual(count);
        for (const line of lines) expect(widthOf(line, 700, 40)).toBeLessThanOrEqual(400);
      }),
      { numRuns: 50 },
    );
  });

  it('takes further lines before it cuts', () => {
    expect(linesOf('one two three four', 500, 40, 210, 2)).toEqual(['one two', 'three four']);
    expect(linesOf('one two three four five six', 500, 40, 210, 2).at(-1)).toMatch(/^three.*…$/);
  });
});

describe('a picture', () => {
  it('is a PNG of the size that others expect, small, and the same each time', async () => {
    const [first, second] = [await drawPicture(FACTS), await drawPicture(FACTS)];
    const { width, height, format } = await sharp(first).metadata();
    expect([width, height, format]).toEqual([1_200, 630, 'png']);
    expect(first.byteLength).toBeLessThan(60_000);
    expect(first.equals(second)).toBe(true);
  });

  it.each(['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'NO_DATA'] as const)('shows %s in its own colour and shape', async (status) => {
    const { data, info } = await sharp(await drawPicture({ ...FACTS, status }))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number): string =>
      data
        .subarray((y * info.width + x) * info.channels)
        .subarray(0, 3)
        .toString('hex');
    const fills = { UP: '1f8f55', DEGRADED: 'c07a00', DOWN: 'a81028', MAINTENANCE: '2a5bd7', NO_DATA: '858e9b' };
    expect(pixel(600, 8)).toBe(fills[status]);
  });

  it('keeps long words on it', async () => {
    const long = 'Übertragungsweg-Überwachung der Zahlungsdienstleister in Südosteuropa (vormals Checkout Gateway Production Cluster 7)';
    const picture = await drawPicture({ ...FACTS, title: long, site: long, message: long });
    expect((await sharp(picture).metadata()).width).toBe(1_200);
  });
});

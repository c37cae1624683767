import type { PathCommand } from 'opentype.js';

/** Red, green, blue, 0..255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** @param hex such as `#1f8f55` */
export const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** Pieces of a curve; at the sizes drawn here more would not be seen. */
const PIECES = 8;

/**
 * A picture that is filled with outlines, the same on every machine: nothing of the system takes part, no font, no drawing library. Coverage of a pixel
 * is the exact area of the outline in it, summed up along each row.
 */
export class Canvas {
  /** Three bytes a pixel, rows from the top. */
  readonly pixels: Uint8Array;
  private readonly area: Float32Array;
  private readonly stride: number;

  constructor(
    readonly width: number,
    readonly height: number,
    background: Rgb,
  ) {
    this.pixels = new Uint8Array(width * height * 3);
    for (let at = 0; at < this.pixels.length; at += 3) this.pixels.set(background, at);
    this.stride = width + 2;
    this.area = new Float32Array(this.stride * height);
  }

  /** Fills closed outlines; a hole is an outline that goes the other way round. What lies outside the picture is cut off. */
  fill(commands: readonly PathCommand[], colour: Rgb): void {
    let [top, bottom] = [this.height, 0];
    for (const [x0, y0, x1, y1] of linesOf(commands)) {
      this.line(this.within(x0), y0, this.within(x1), y1);
      top = Math.min(top, y0, y1);
      bottom = Math.max(bottom, y0, y1);
    }
    this.paint(Math.max(0, Math.floor(top)), Math.min(this.height, Math.ceil(bottom)), colour);
  }

  private within(x: number): number {
    return Math.min(Math.max(x, 0), this.width);
  }

  /** Adds what lies to the right of a line, positive downwards. */
  private line(fromX: number, fromY: number, toX: number, toY: number): void {
    if (fromY === toY) return;
    const sign = fromY < toY ? 1 : -1;
    const [x0, y0, x1, y1] = sign === 1 ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
    const slope = (x1 - x0) / (y1 - y0);
    for (let row = Math.max(0, Math.floor(y0)); row < Math.min(this.height, Math.ceil(y1)); row += 1) {
      const [start, end] = [Math.max(row, y0), Math.min(row + 1, y1)];
      this.step(row, x0 + (start - y0) * slope, x0 + (end - y0) * slope, (end - start) * sign);
    }
  }

  /** A piece of a line inside one row. @param weight its height, signed */
  private step(row: number, a: number, b: number, weight: number): void {
    const [left, right] = a < b ? [a, b] : [b, a];
    const first = Math.floor(left);
    const base = row * this.stride;
    if (right <= first + 1) {
      const middle = (left + right) / 2 - first;
      this.add(base + first, weight * (1 - middle));
      this.add(base + first + 1, weight * middle);
      return;
    }
    // How much of the step's height lies left of the middle of each column; a column gets what those before it did not get.
    const perColumn = 1 / (right - left);
    let given = 0;
    for (let column = first; column < Math.ceil(right); column += 1) {
      const [from, to] = [Math.max(left, column), Math.min(right, column + 1)];
      const passed = (from - left) * perColumn;
      const covered = passed + (to - from) * perColumn * (column + 1 - (from + to) / 2);
      this.add(base + column, weight * (covered - given));
      given = covered;
    }
    this.add(base + Math.ceil(right), weight * (1 - given));
  }

  private add(at: number, value: number): void {
    this.area[at] = (this.area[at] ?? 0) + value;
  }

  private paint(top: number, bottom: number, [red, green, blue]: Rgb): void {
    const { area, pixels, stride, width } = this;
    for (let row = top; row < bottom; row += 1) {
      let sum = 0;
      for (let column = 0; column < stride; column += 1) {
        const at = row * stride + column;
        sum += area[at]!;
        area[at] = 0;
        const cover = sum < 0 ? -sum : sum;
        if (cover < LEAST || column >= width) continue;
        const pixel = (row * width + column) * 3;
        const share = cover > 1 - LEAST ? 1 : cover;
        pixels[pixel] = mix(pixels[pixel]!, red, share);
        pixels[pixel + 1] = mix(pixels[pixel + 1]!, green, share);
        pixels[pixel + 2] = mix(pixels[pixel + 2]!, blue, share);
      }
    }
  }
}

/** Less of a pixel than this changes no colour. */
const LEAST = 1 / 512;
/** Halves are rounded up; values are never negative. */
const mix = (under: number, over: number, share: number): number => (under + (over - under) * share + 0.5) | 0;

type Line = readonly [x0: number, y0: number, x1: number, y1: number];

/** Outlines as straight lines, each outline closed. */
function* linesOf(commands: readonly PathCommand[]): Generator<Line> {
  let [startX, startY, x, y] = [0, 0, 0, 0];
  for (const command of commands) {
    if (command.type === 'Z' || command.type === 'M') {
      yield [x, y, startX, startY];
      [x, y] = [startX, startY];
      if (command.type === 'M') [startX, startY, x, y] = [command.x, command.y, command.x, command.y];
      continue;
    }
    for (const [toX, toY] of pointsOf(x, y, command)) {
      yield [x, y, toX, toY];
      [x, y] = [toX, toY];
    }
  }
  yield [x, y, startX, startY];
}

function pointsOf(x: number, y: number, command: Exclude<PathCommand, { type: 'Z' | 'M' }>): (readonly [number, number])[] {
  if (!('x1' in command)) return [[command.x, command.y]];
  // A quadratic curve is the cubic one whose handles lie two thirds of the way to its own.
  const { x1, y1, x2, y2 } =
    command.type === 'C'
      ? command
      : {
          x1: x + ((command.x1 - x) * 2) / 3,
          y1: y + ((command.y1 - y) * 2) / 3,
          x2: command.x + ((command.x1 - command.x) * 2) / 3,
          y2: command.y + ((command.y1 - command.y) * 2) / 3,
        };
  return Array.from({ length: PIECES }, (_, index) => {
    const t = (index + 1) / PIECES;
    const u = 1 - t;
    const weigh = (a: number, b: number, c: number, d: number): number => u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
    return [weigh(x, x1, x2, command.x), weigh(y, y1, y2, command.y)] as const;
  });
}

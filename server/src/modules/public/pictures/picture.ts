import type { Status } from '@clarion/contract';
import sharp from 'sharp';
import { Canvas, rgb, type Rgb } from './canvas.js';
import { linesOf, outlinesOf, type Weight, widthOf } from './outline-text.js';
import { placedShape, roundedRectangle, SHAPES } from './shapes.js';

/** What a picture says, top to bottom. All of it can be drawn: `isDrawable`. */
export interface PictureFacts {
  site: string;
  /** Of the page, the monitor or the event. */
  title: string;
  /** Sentence or word beside the shape. */
  message: string;
  status: Status;
  /** When it was so. */
  date: string;
}

export const PICTURE_WIDTH = 1_200;
export const PICTURE_HEIGHT = 630;

const MARGIN = 80;
const INNER = PICTURE_WIDTH - 2 * MARGIN;
const [PAGE, TEXT, MUTED] = ['#f6f7f9', '#14181d', '#545d69'].map(rgb) as [Rgb, Rgb, Rgb];
/** Light tones of ux A9. Pictures stand between others' words on others' backgrounds, so they have one look. */
const TONES: Readonly<Record<Status, { fill: Rgb; text: Rgb; back: Rgb }>> = {
  UP: { fill: rgb('#1f8f55'), text: rgb('#146a3d'), back: rgb('#e4f4ea') },
  DEGRADED: { fill: rgb('#c07a00'), text: rgb('#7e4b00'), back: rgb('#fdf1dc') },
  DOWN: { fill: rgb('#a81028'), text: rgb('#a81623'), back: rgb('#fce6e7') },
  MAINTENANCE: { fill: rgb('#2a5bd7'), text: rgb('#1f57b8'), back: rgb('#e5eefc') },
  NO_DATA: { fill: rgb('#858e9b'), text: rgb('#545d69'), back: rgb('#eceef1') },
};

const BOX = { top: 372, height: 168, radius: 24 } as const;
const SHAPE_SIZE = 88;

/** The largest of some sizes at which a text needs no more than so many lines; else the smallest. */
const sizeFor = (text: string, weight: Weight, sizes: readonly number[], width: number, lines: number): number =>
  sizes.find((size) => !linesOf(text, weight, size, width, lines).at(-1)?.endsWith('…')) ?? sizes.at(-1)!;

/** Draws a picture of 1200 × 630 pixels as PNG. The same facts give the same bytes. */
export async function drawPicture({ site, title, message, status, date }: PictureFacts): Promise<Buffer> {
  const canvas = new Canvas(PICTURE_WIDTH, PICTURE_HEIGHT, PAGE);
  const tone = TONES[status];
  const write = (text: string, weight: Weight, size: number, x: number, y: number, colour: Rgb): void =>
    canvas.fill(outlinesOf(text, weight, size, x, y), colour);

  canvas.fill(roundedRectangle(0, 0, PICTURE_WIDTH, 16, 0), tone.fill);
  write(linesOf(site, 500, 36, INNER, 1)[0] ?? '', 500, 36, MARGIN, 118, MUTED);
  const titleSize = sizeFor(title, 700, [72, 60, 52], INNER, 2);
  const lines = linesOf(title, 700, titleSize, INNER, 2);
  lines.forEach((line, index) => write(line, 700, titleSize, MARGIN, 214 + index * titleSize * 1.2, TEXT));

  canvas.fill(roundedRectangle(MARGIN, BOX.top, INNER, BOX.height, BOX.radius), tone.back);
  const [x, y] = [MARGIN + 44, BOX.top + (BOX.height - SHAPE_SIZE) / 2];
  canvas.fill(placedShape(SHAPES[status].body, x, y, SHAPE_SIZE), tone.fill);
  for (const mark of SHAPES[status].marks) canvas.fill(placedShape(mark, x, y, SHAPE_SIZE), tone.back);
  const room = INNER - 44 - SHAPE_SIZE - 36 - 44;
  const messageSize = sizeFor(message, 700, [56, 46, 40], room, 1);
  const messageLine = linesOf(message, 700, messageSize, room, 1)[0] ?? '';
  write(messageLine, 700, messageSize, x + SHAPE_SIZE + 36, BOX.top + BOX.height / 2 + messageSize * 0.36, tone.text);
  write(date, 500, 28, PICTURE_WIDTH - MARGIN - widthOf(date, 500, 28), 592, MUTED);

  const raw = { width: canvas.width, height: canvas.height, channels: 3 } as const;
  return sharp(canvas.pixels, { raw }).png({ compressionLevel: 6 }).toBuffer();
}

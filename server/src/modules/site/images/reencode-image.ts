import sharp, { type Sharp } from 'sharp';
import { AppError } from '../../../platform/errors/app-error.js';
import { decodeHeic } from './decode-heic.js';
import { type ImageKind, imageKind } from './image-kind.js';

/** Pixels of a side. @see pages-site §17 */
const MAXIMUM_SIDE = 4_096;
const JPEG_QUALITY = 85;
const DEADLINE_SECONDS = 20;

// What reads other formats stays shut even if a file got past the look at its first bytes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp'] });
sharp.cache(false);

/** What an image is for decides how large it gets, in pixels. `cover` fills the box, the others fit inside. */
export const IMAGE_PURPOSES = {
  default: { width: 256, height: 256, fit: 'inside' },
  favicon: { width: 64, height: 64, fit: 'inside' },
  nav: { width: 32, height: 32, fit: 'inside' },
  monitor: { width: 128, height: 128, fit: 'inside' },
  page_logo: { width: 256, height: 256, fit: 'inside' },
  site_social: { width: 640, height: 320, fit: 'cover' },
  page_social: { width: 1_200, height: 630, fit: 'inside' },
} as const satisfies Record<string, { width: number; height: number; fit: 'inside' | 'cover' }>;
export type ImagePurpose = keyof typeof IMAGE_PURPOSES;

/** An image as it is stored and served. */
export interface EncodedImage {
  data: Buffer;
  mimeType: 'image/png' | 'image/jpeg';
  extension: 'png' | 'jpg';
  width: number;
  height: number;
}

const tooLarge = (width: number, height: number): AppError =>
  new AppError('BAD_REQUEST', `The image is ${width} × ${height} pixels; at most ${MAXIMUM_SIDE} a side are taken`);
const unreadable = (cause?: unknown): AppError => new AppError('BAD_REQUEST', 'The image cannot be read; it may be damaged', { cause });

async function open(file: Buffer, kind: ImageKind): Promise<Sharp> {
  if (kind === 'heic') {
    const decoded = await decodeHeic({ file, maximumSide: MAXIMUM_SIDE });
    if (decoded.kind === 'unreadable') throw unreadable();
    if (decoded.kind === 'too-large') throw tooLarge(decoded.width, decoded.height);
    return sharp(decoded.rgba, { raw: { width: decoded.width, height: decoded.height, channels: 4 } });
  }
  const image = sharp(file, { limitInputPixels: MAXIMUM_SIDE ** 2, failOn: 'error' });
  const { width, height } = await metadataOf(image, file);
  if (width > MAXIMUM_SIDE || height > MAXIMUM_SIDE) throw tooLarge(width, height);
  return image;
}

async function metadataOf(image: Sharp, file: Buffer): Promise<{ width: number; height: number }> {
  try {
    return await image.metadata();
  } catch (error) {
    // Too many pixels fail here already: then the size is asked for alone, which decodes nothing.
    const size = await sharp(file, { limitInputPixels: false })
      .metadata()
      .catch(() => null);
    throw size === null ? unreadable(error) : tooLarge(size.width, size.height);
  }
}

/**
 * Decodes an image and writes it anew, upright, no larger than its purpose needs, without anything but its pixels.
 * @throws AppError `BAD_REQUEST` for another format, a picture that is too large, and one that cannot be read
 * @see reliability SEC-53
 */
export async function reencodeImage(file: Buffer, purpose: ImagePurpose): Promise<EncodedImage> {
  const kind = imageKind(file);
  if (kind === null) throw new AppError('BAD_REQUEST', 'The image must be PNG, JPEG, WebP or HEIC');
  const image = await open(file, kind);
  const { width, height, fit } = IMAGE_PURPOSES[purpose];
  const isPhoto = kind === 'jpeg' || kind === 'heic';
  const upright = image
    .autoOrient()
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' })
    .timeout({ seconds: DEADLINE_SECONDS });
  const encoded = isPhoto ? upright.flatten({ background: '#ffffff' }).jpeg({ quality: JPEG_QUALITY }) : upright.png();
  try {
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    const type = isPhoto ? ({ mimeType: 'image/jpeg', extension: 'jpg' } as const) : ({ mimeType: 'image/png', extension: 'png' } as const);
    return { data, ...type, width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(error);
  }
}

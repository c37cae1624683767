/** Formats that are taken in. */
export type ImageKind = 'png' | 'jpeg' | 'webp' | 'heic';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
/** Brands of ISO base media files that hold HEVC pictures. @see ISO 23008-12 §B */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** The format of a file by its first bytes, whatever its name or type says; null for every other. */
export function imageKind(file: Buffer): ImageKind | null {
  const text = (from: number, to: number): string => file.toString('latin1', from, to);
  if (file.subarray(0, PNG.length).equals(PNG)) return 'png';
  if (file.subarray(0, JPEG.length).equals(JPEG)) return 'jpeg';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) === 'ftyp' && HEIC_BRANDS.has(text(8, 12))) return 'heic';
  return null;
}

/** Surfaces that colours are drawn on, light and dark. @see ux A9 */
export const SURFACES = {
  light: { cards: '#ffffff', 'the page': '#f6f7f9' },
  dark: { cards: '#171b21', 'the page': '#0f1216' },
} as const;
export type Scheme = keyof typeof SURFACES;

/** Least ratios: shapes that mean something, and text. @see WCAG 2.2 SC 1.4.11, 1.4.3 */
export const LEAST = { fill: 3, text: 4.5 } as const;

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;
type Triple = readonly [number, number, number];

/** Linear light of red, green and blue, 0..1; null for what is no colour. */
function linear(hex: string): Triple | null {
  const parts = HEX.exec(hex);
  if (parts === null) return null;
  const [red, green, blue] = [1, 2, 3].map((index) => {
    const value = Number.parseInt(parts[index]!, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red!, green!, blue!];
}

const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Contrast ratio of two colours, 1..21; null while one of them is no colour. @see WCAG 2.2, contrast ratio */
export function contrast(one: string, other: string): number | null {
  const [a, b] = [linear(one), linear(other)];
  if (a === null || b === null) return null;
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `3.4`, cut off and not rounded: 2.99 is not 3. */
export const ratioText = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);

/** OKLab of linear light, and back. @see https://bottosson.github.io/posts/oklab/ */
function toLab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The hex text, or null when a screen has no such colour. */
function hexOf(light: Triple): string | null {
  if (light.some((value) => value < -1e-4 || value > 1 + 1e-4)) return null;
  const byte = (value: number): string => {
    const clamped = Math.min(1, Math.max(0, value));
    const encoded = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${light.map(byte).join('')}`;
}

const STEP = 0.005;

/** The same hue at another lightness; as much of its colourfulness as a screen can show there. */
function shade([, a, b]: Triple, lightness: number): string {
  for (let keep = 1; keep > 0; keep -= 0.05) {
    const hex = hexOf(fromLab([lightness, a * keep, b * keep]));
    if (hex !== null) return hex;
  }
  return hexOf(fromLab([lightness, 0, 0])) ?? (lightness > 0.5 ? '#ffffff' : '#000000');
}

/**
 * The nearest shade of a colour that passes on all surfaces: darker or lighter, whichever is closer.
 * @param least ratio that counts as passing
 * @returns the colour itself when it passes; null when no shade does, or it is no colour
 */
export function nearestPassing(colour: string, surfaces: readonly string[], least: number): string | null {
  const passes = (hex: string): boolean => surfaces.every((surface) => (contrast(hex, surface) ?? 0) >= least);
  const light = linear(colour);
  if (light === null) return null;
  if (passes(colour)) return colour.toLowerCase();
  const lab = toLab(light);
  for (let distance = STEP; distance <= 1; distance += STEP) {
    for (const lightness of [lab[0] - distance, lab[0] + distance]) {
      if (lightness < 0 || lightness > 1) continue;
      const hex = shade(lab, lightness);
      if (passes(hex)) return hex;
    }
  }
  return null;
}

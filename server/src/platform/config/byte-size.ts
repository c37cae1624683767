const UNITS = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;

/**
 * Reads a size such as `3M`, `512K` or `1048576`.
 * @returns whole bytes, or NaN when the text is no size
 */
export function parseByteSize(text: string): number {
  const match = /^(\d{1,12})\s*([KMG]?)(?:i?B)?$/i.exec(text.trim());
  if (match === null) return Number.NaN;
  return Number(match[1]) * UNITS[(match[2] ?? '').toUpperCase() as keyof typeof UNITS];
}

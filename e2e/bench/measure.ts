/** One line of the report. */
export interface Finding {
  what: string;
  /** As people read it. */
  value: string;
  budget: string;
  /** Null when the budget speaks of another machine or another scale. */
  isWithin: boolean | null;
  /** The figure itself, for comparing runs. */
  figure: number;
  /** `figure` in units of the calibration loop, so that runs on different machines compare; null for bytes and counts. */
  ratio: number | null;
  note?: string;
}

export interface BenchContext {
  /** A smoke run: small, and its figures are only compared with themselves. */
  isQuick: boolean;
  /** Operations a second of the calibration loop on one core of this machine. */
  calibration: number;
  say(text: string): void;
}

/** A part of the benchmark: starts what it needs and ends it. */
export interface Measure {
  name: string;
  run(context: BenchContext): Promise<Finding[]>;
}

/** More is better: so many a second. */
export const rate = (context: BenchContext, what: string, perSecond: number, atLeast: number, note?: string): Finding => ({
  what,
  value: `${Math.round(perSecond).toLocaleString('en')}/s`,
  budget: `≥ ${atLeast.toLocaleString('en')}/s`,
  isWithin: perSecond >= atLeast,
  figure: perSecond,
  ratio: perSecond / context.calibration,
  ...(note === undefined ? {} : { note }),
});

/** Less is better: milliseconds. */
export const duration = (context: BenchContext, what: string, milliseconds: number, atMost: number, note?: string): Finding => ({
  what,
  value: `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString('en')} ms`,
  budget: `≤ ${atMost.toLocaleString('en')} ms`,
  isWithin: milliseconds <= atMost,
  figure: milliseconds,
  ratio: (milliseconds * context.calibration) / 1_000,
  ...(note === undefined ? {} : { note }),
});

/** Less is better: anything that does not depend on the machine's speed. */
export const amount = (what: string, figure: number, unit: string, atMost: number, note?: string): Finding => ({
  what,
  value: `${figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(1)} ${unit}`,
  budget: `≤ ${atMost.toLocaleString('en')} ${unit}`,
  isWithin: figure <= atMost,
  figure,
  ratio: null,
  ...(note === undefined ? {} : { note }),
});

/** The value that a share of the list does not exceed, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

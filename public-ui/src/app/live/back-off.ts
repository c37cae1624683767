const LONGEST = 60;

/** Seconds to wait before attempt `failures + 1`: anywhere up to twice as long each time, so that a thousand tabs do not return together. */
export const backOff = (failures: number, random: () => number = Math.random): number =>
  Math.max(1, Math.round(random() * Math.min(LONGEST, 2 ** Math.min(failures, 10))));

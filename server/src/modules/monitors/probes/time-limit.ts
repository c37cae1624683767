/** Milliseconds since `started`, to a hundredth. @param started `performance.now()` of then */
export const elapsedMs = (started: number): number => Math.round((performance.now() - started) * 100) / 100;

/** Aborts after so many milliseconds, or with the signal around it. */
export const withinMs = (limitMs: number, around: AbortSignal): AbortSignal => AbortSignal.any([around, AbortSignal.timeout(limitMs)]);

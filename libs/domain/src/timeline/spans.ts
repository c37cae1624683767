import type { Window } from '../time.js';
import type { Span, SpanSample } from './types.js';

/** Adds a span at the end, grown into the last one when they meet and say the same. Empty ones vanish. */
export function pushSpan(spans: Span[], span: Span): void {
  if (span.to <= span.from) return;
  const last = spans.at(-1);
  if (last !== undefined && last.to === span.from && last.status === span.status) last.to = span.to;
  else spans.push({ from: span.from, to: span.to, status: span.status });
}

/** The same things in ascending order; the list itself when it is in order already, which is the usual case. */
export function inOrder<T>(items: readonly T[], key: (item: T) => number): readonly T[] {
  for (let index = 1; index < items.length; index += 1) {
    if (key(items[index - 1]!) > key(items[index]!)) return [...items].sort((a, b) => key(a) - key(b));
  }
  return items;
}

/** Index of the first of ascending, separate spans that ends after an instant; `spans.length` when none does. */
export function firstEndingAfter(spans: readonly Window[], instant: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.to > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The spans that samples amount to. A sample vouches for `[t, min(next sample, t + vouchedSeconds))`; what nobody vouches for stays a
 * hole; neighbours of one status are one span.
 * @param samples of one monitor, any order, at most one a minute
 * @returns ascending, never overlapping, two that meet differ in status   @see architecture §4
 */
export function spansFromSamples(samples: readonly SpanSample[]): Span[] {
  const ordered = inOrder(samples, (sample) => sample.timestamp);
  const spans: Span[] = [];
  for (let index = 0; index < ordered.length; index += 1) {
    const { timestamp, status, vouchedSeconds } = ordered[index]!;
    const next = ordered[index + 1]?.timestamp ?? Infinity;
    pushSpan(spans, { from: timestamp, to: Math.min(next, timestamp + vouchedSeconds), status });
  }
  return spans;
}

/** The stretches of a window that no span covers, ascending. @param spans ascending, separate */
export function holes(spans: readonly Window[], window: Window): Window[] {
  const found: Window[] = [];
  let at = window.from;
  for (let index = firstEndingAfter(spans, window.from); index < spans.length && at < window.to; index += 1) {
    const span = spans[index]!;
    if (span.from > at) found.push({ from: at, to: Math.min(span.from, window.to) });
    at = span.to;
  }
  if (at < window.to) found.push({ from: at, to: window.to });
  return found;
}

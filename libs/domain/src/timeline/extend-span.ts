import type { Status } from '@clarion/contract';
import { inOrder, pushSpan, spansFromSamples } from './spans.js';
import type { Span, SpanSample } from './types.js';

/** The newest span of a monitor, which has no stored end yet. */
export interface OpenSpan {
  status: Status;
  /** Where the span starts. */
  sinceTs: number;
  /** Its present end: what the newest sample vouches for. */
  vouchedUntil: number;
  /** Minute of the newest sample. */
  timestamp: number;
}

/**
 * What one more sample does to the stored spans.
 * - `open`: there was none; store one from `open.sinceTs`.
 * - `keep`: the span grows; only the current state changes.
 * - `close`: the open span ends at `closedTo`, a new one starts at `open.sinceTs`.
 * - `rebuild`: the sample is not at the end of the timeline; use `spliceSpans`.
 */
export type SpanStep =
  | { action: 'open'; open: OpenSpan }
  | { action: 'keep'; open: OpenSpan }
  | { action: 'close'; closedTo: number; open: OpenSpan }
  | { action: 'rebuild' };

/**
 * One incremental step of `spansFromSamples`: a sample that is newer than all others, or overwrites the newest.
 * @param open the newest span, null when the monitor has no sample yet
 * @returns what to store; applying every step gives exactly the spans of all samples
 */
export function extendSpan(open: OpenSpan | null, sample: SpanSample): SpanStep {
  const { timestamp, status } = sample;
  const vouchedUntil = timestamp + sample.vouchedSeconds;
  const fresh: OpenSpan = { status, sinceTs: timestamp, vouchedUntil, timestamp };
  if (open === null) return { action: 'open', open: fresh };
  if (timestamp < open.timestamp) return { action: 'rebuild' };
  if (timestamp > open.vouchedUntil) return { action: 'close', closedTo: open.vouchedUntil, open: fresh };
  if (status === open.status) return { action: 'keep', open: { ...open, vouchedUntil, timestamp } };
  // The overwritten sample is all there is of its span: whether the new status joins the span before, only the samples know.
  if (timestamp === open.sinceTs) return { action: 'rebuild' };
  return { action: 'close', closedTo: timestamp, open: fresh };
}

/**
 * Corrects stored spans after samples inside them were written, changed or deleted, without reading all of them again: at any instant
 * only the newest sample before it speaks, so beyond the two untouched neighbours nothing changes.
 * @param stored spans that touch `[first sample, last sample]` of `samples`, the open one ended at its `vouchedUntil`
 * @param samples as they are now, from the last one before the edit to the first one after it, both included where they exist
 * @param hasPrevious whether the first of `samples` lies before the edit
 * @param hasNext whether the last of `samples` lies after the edit
 * @param from start of the edit: what is stored before it and has no sample left outlived its samples, and stays
 * @returns what has to stand in place of `stored`; without a next sample the last one is the open span
 */
export function spliceSpans(
  stored: readonly Span[],
  samples: readonly SpanSample[],
  hasPrevious: boolean,
  hasNext: boolean,
  from = -Infinity,
): Span[] {
  const ordered = inOrder(samples, (sample) => sample.timestamp);
  const start = hasPrevious ? (ordered[0]?.timestamp ?? from) : from;
  const end = hasNext ? (ordered.at(-1)?.timestamp ?? Infinity) : Infinity;
  const old = inOrder(stored, (span) => span.from);
  const spans: Span[] = [];
  for (const span of old) pushSpan(spans, { ...span, to: Math.min(span.to, start) });
  for (const span of spansFromSamples(ordered)) pushSpan(spans, { ...span, to: Math.min(span.to, end) });
  for (const span of old) pushSpan(spans, { ...span, from: Math.max(span.from, end) });
  return spans;
}

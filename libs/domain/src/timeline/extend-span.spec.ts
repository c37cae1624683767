import type { Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '../time.js';
import { extendSpan, spliceSpans, type OpenSpan } from './extend-span.js';
import { spansFromSamples } from './spans.js';
import type { Span, SpanSample } from './types.js';

const arrivals = (minutes: number) =>
  fc.array(
    fc.record({
      timestamp: fc.nat(minutes).map((minute) => minute * MINUTE),
      status: fc.constantFrom<Status>('UP', 'DOWN', 'DEGRADED'),
      vouchedSeconds: fc.integer({ min: 1, max: 5 }).map((count) => count * MINUTE),
    }),
    { maxLength: 30 },
  );

const byTime = (samples: Iterable<SpanSample>) => [...samples].sort((a, b) => a.timestamp - b.timestamp);

/** A stored timeline: what an engine keeps, driven by the steps alone. */
class Stored {
  readonly samples = new Map<number, SpanSample>();
  closed: Span[] = [];
  open: OpenSpan | null = null;
  rebuilds = 0;

  get spans(): Span[] {
    return this.open === null
      ? this.closed
      : [...this.closed, { from: this.open.sinceTs, to: this.open.vouchedUntil, status: this.open.status }];
  }

  write(sample: SpanSample): void {
    const step = extendSpan(this.open, sample);
    this.samples.set(sample.timestamp, sample);
    if (step.action === 'rebuild') {
      this.rebuilds += 1;
      this.splice(sample.timestamp, sample.timestamp);
      return;
    }
    if (step.action === 'close') this.closed.push({ from: this.open!.sinceTs, to: step.closedTo, status: this.open!.status });
    this.open = step.open;
  }

  splice(from: number, to: number): void {
    const all = byTime(this.samples.values());
    const previous = all.findLast(({ timestamp }) => timestamp < from);
    const next = all.find(({ timestamp }) => timestamp > to);
    const around = all.filter(({ timestamp }) => timestamp >= (previous?.timestamp ?? 0) && timestamp <= (next?.timestamp ?? Infinity));
    const isTouched = (span: Span) => span.to >= (previous?.timestamp ?? 0) && span.from <= (next?.timestamp ?? Infinity);
    const spans = [
      ...this.spans.filter((span) => !isTouched(span)),
      ...spliceSpans(this.spans.filter(isTouched), around, previous !== undefined, next !== undefined),
    ].sort((a, b) => a.from - b.from);
    const newest = spans.at(-1);
    this.closed = spans.slice(0, -1);
    this.open =
      newest === undefined
        ? null
        : { status: newest.status, sinceTs: newest.from, vouchedUntil: newest.to, timestamp: all.at(-1)?.timestamp ?? newest.from };
  }
}

describe('extendSpan', () => {
  const open: OpenSpan = { status: 'UP', sinceTs: 0, vouchedUntil: 180, timestamp: 120 };
  const at = (timestamp: number, status: Status) => ({ timestamp, status, vouchedSeconds: 60 });

  it('opens the first span', () => {
    expect(extendSpan(null, at(60, 'UP'))).toEqual({
      action: 'open',
      open: { status: 'UP', sinceTs: 60, vouchedUntil: 120, timestamp: 60 },
    });
  });

  it('keeps the span while the status stays and no hole opens', () => {
    expect(extendSpan(open, at(180, 'UP'))).toEqual({ action: 'keep', open: { ...open, vouchedUntil: 240, timestamp: 180 } });
  });

  it('closes the span at a new status', () => {
    expect(extendSpan(open, at(180, 'DOWN'))).toMatchObject({ action: 'close', closedTo: 180, open: { status: 'DOWN', sinceTs: 180 } });
  });

  it('closes the span where it stopped being vouched for, even when the status comes back', () => {
    expect(extendSpan(open, at(600, 'UP'))).toMatchObject({ action: 'close', closedTo: 180, open: { sinceTs: 600 } });
  });

  it('cuts the overwritten minute off when its status changes', () => {
    expect(extendSpan(open, at(120, 'DOWN'))).toMatchObject({ action: 'close', closedTo: 120, open: { status: 'DOWN', sinceTs: 120 } });
  });

  it('asks for a rebuild when the overwritten minute is the whole span, or the sample is older', () => {
    expect(extendSpan({ ...open, sinceTs: 120 }, at(120, 'DOWN'))).toEqual({ action: 'rebuild' });
    expect(extendSpan(open, at(60, 'UP'))).toEqual({ action: 'rebuild' });
  });

  it('step by step makes the spans that all samples make, in whatever order they arrive', () => {
    fc.assert(
      fc.property(arrivals(25), (list) => {
        const stored = new Stored();
        for (const sample of list) stored.write(sample);
        expect(stored.spans).toEqual(spansFromSamples([...stored.samples.values()]));
      }),
    );
  });

  it('never needs a rebuild while time moves on', () => {
    fc.assert(
      fc.property(arrivals(500), (list) => {
        const stored = new Stored();
        for (const sample of byTime(new Map(list.map((each) => [each.timestamp, each])).values())) stored.write(sample);
        expect(stored.rebuilds).toBe(0);
        expect(stored.spans).toEqual(spansFromSamples([...stored.samples.values()]));
      }),
    );
  });
});

describe('spliceSpans', () => {
  it('leaves what outlived its samples alone, up to the edit', () => {
    const stored = [{ from: 0, to: 5 * MINUTE, status: 'UP' as const }];
    const samples = [{ timestamp: 3 * MINUTE, status: 'DOWN' as const, vouchedSeconds: MINUTE }];
    expect(spliceSpans(stored, samples, false, false, 2 * MINUTE)).toEqual([
      { from: 0, to: 2 * MINUTE, status: 'UP' },
      { from: 3 * MINUTE, to: 4 * MINUTE, status: 'DOWN' },
    ]);
    expect(spliceSpans(stored, samples, false, false)).toEqual([{ from: 3 * MINUTE, to: 4 * MINUTE, status: 'DOWN' }]);
  });

  it('corrects an edited or emptied stretch as if everything had been rebuilt', () => {
    fc.assert(
      fc.property(arrivals(40), fc.nat(40), fc.nat(8), fc.option(fc.constantFrom<Status>('UP', 'DOWN')), (list, start, length, status) => {
        const stored = new Stored();
        for (const sample of list) stored.write(sample);
        const [from, to] = [start * MINUTE, (start + length) * MINUTE];
        for (let timestamp = from; timestamp <= to; timestamp += MINUTE) {
          if (status === null) stored.samples.delete(timestamp);
          else stored.samples.set(timestamp, { timestamp, status, vouchedSeconds: MINUTE });
        }
        stored.splice(from, to);
        expect(stored.spans).toEqual(spansFromSamples([...stored.samples.values()]));
      }),
    );
  });
});

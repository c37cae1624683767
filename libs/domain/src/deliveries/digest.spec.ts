import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DIGEST_AFTER, DIGEST_WINDOW_MS, digestStep } from './digest.js';

interface Sent {
  readonly at: number;
  /** Events it speaks of, its own last. */
  readonly events: readonly number[];
}

/** One recipient, one thing: messages wait in order, and each is asked about when its turn has come. */
function tell(instants: readonly number[]): Sent[] {
  const sent: Sent[] = [];
  const waiting: { event: number; hasWaited: boolean; earlier: number[] }[] = [];
  let now = 0;
  let next = 0;
  let wakeAt = Infinity;
  while (next < instants.length || waiting.length > 0) {
    now = Math.max(now, waiting.length === 0 ? instants[next]! : Math.min(wakeAt, instants[next] ?? Infinity));
    while (next < instants.length && instants[next]! <= now) waiting.push({ event: next++, hasWaited: false, earlier: [] });
    if (now < wakeAt && wakeAt !== Infinity) continue;
    const head = waiting[0]!;
    const deliveredAgo = sent
      .slice(-DIGEST_AFTER)
      .map(({ at }) => now - at)
      .reverse();
    const step = digestStep({ deliveredAgo, hasWaited: head.hasWaited, hasNewer: waiting.length > 1, wasTried: false });
    wakeAt = step.do === 'wait' ? now + step.ms : now;
    if (step.do === 'wait') head.hasWaited = true;
    else if (step.do === 'send') sent.push({ at: now, events: [...waiting.shift()!.earlier, head.event] });
    else {
      const newest = waiting.at(-1)!;
      newest.earlier = [...waiting.slice(0, -1).flatMap(({ earlier, event }) => [...earlier, event]), ...newest.earlier];
      newest.hasWaited = true;
      waiting.splice(0, waiting.length - 1);
    }
    if (waiting.length === 0) wakeAt = Infinity;
  }
  return sent;
}

const instants = fc
  .array(fc.integer({ min: 0, max: DIGEST_WINDOW_MS }), { minLength: 1, maxLength: 60 })
  .map((pauses) => pauses.reduce<number[]>((all, pause) => [...all, (all.at(-1) ?? 0) + pause], []));
const hectic = fc
  .array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 60 })
  .map((pauses) => pauses.reduce<number[]>((all, pause) => [...all, (all.at(-1) ?? 0) + pause], []));
const anyTimes = fc.oneof(instants, hectic);

describe('a digest', () => {
  it('lets no more than three messages out within any window', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        const sent = tell(times);
        for (let i = DIGEST_AFTER; i < sent.length; i++)
          expect(sent[i]!.at - sent[i - DIGEST_AFTER]!.at).toBeGreaterThanOrEqual(DIGEST_WINDOW_MS);
      }),
    );
  });

  it('tells every event once, in order, and the last state at most one window late', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        const sent = tell(times);
        expect(sent.flatMap(({ events }) => events)).toEqual(times.map((_, event) => event));
        expect(sent.at(-1)!.events.at(-1)).toBe(times.length - 1);
        for (const { at, events } of sent) expect(at - times[events[0]!]!).toBeLessThanOrEqual(DIGEST_WINDOW_MS);
      }),
    );
  });

  it('is none while there are no more than three within a window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: DIGEST_WINDOW_MS / DIGEST_AFTER, max: DIGEST_WINDOW_MS }), { minLength: 1 }), (pauses) => {
        const times = pauses.reduce<number[]>((all, pause) => [...all, (all.at(-1) ?? 0) + pause], []);
        expect(tell(times)).toEqual(times.map((at, event) => ({ at, events: [event] })));
      }),
    );
  });

  it('gathers five of eight that come at once', () => {
    expect(tell(Array.from({ length: 8 }, () => 0)).map(({ at, events }) => [at, events])).toEqual([
      [0, [0]],
      [0, [1]],
      [0, [2]],
      [DIGEST_WINDOW_MS, [3, 4, 5, 6, 7]],
    ]);
  });

  it('leaves alone what was tried: the receiver may have it', () => {
    expect(digestStep({ deliveredAgo: [1, 2, 3], hasWaited: true, hasNewer: true, wasTried: true })).toEqual({ do: 'send' });
  });
});

import { IMPACTS, type Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE } from '../time.js';
import { compose, effectiveStatus } from './compose.js';
import { countMinutes, countMinutesBetween, minuteLetters, sumMinutes } from './minutes.js';
import { spansFromSamples } from './spans.js';
import type { Overlay, Span } from './types.js';

const anOverlay = (given: Partial<Overlay>): Overlay => ({
  kind: 'incident',
  id: 1,
  from: 0,
  to: 600,
  impact: 'DOWN',
  isAlertMade: false,
  ...given,
});
const up: Span[] = [{ from: 0, to: 600, status: 'UP' }];
const window = { from: 0, to: 600 };
const statusAt = (overlays: Overlay[], at = 300) => compose(up, overlays, window).find(({ from, to }) => from <= at && at < to)?.status;

const overlays = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom<Overlay['kind']>('incident', 'maintenance'),
    id: fc.integer({ min: 1, max: 20 }),
    from: fc.nat(3_000),
    to: fc.option(fc.nat(3_000)),
    impact: fc.constantFrom(...IMPACTS),
    isAlertMade: fc.boolean(),
  }),
  { maxLength: 8, selector: ({ kind, id }) => `${kind} ${id}` },
);
const spans = fc
  .uniqueArray(
    fc.record({
      minute: fc.nat(45),
      status: fc.constantFrom<Status>('UP', 'DOWN', 'DEGRADED', 'NO_DATA'),
      minutes: fc.integer({ min: 1, max: 9 }),
    }),
    {
      selector: ({ minute }) => minute,
    },
  )
  .map((list) =>
    spansFromSamples(list.map(({ minute, status, minutes }) => ({ timestamp: minute * MINUTE, status, vouchedSeconds: minutes * MINUTE }))),
  );
const edges = fc.array(fc.nat(3_000), { minLength: 2, maxLength: 6 }).map((list) => list.sort((a, b) => a - b));

describe('compose', () => {
  it.each<[string, Overlay[], Status]>([
    ['a maintenance beats an incident', [anOverlay({}), anOverlay({ kind: 'maintenance', id: 9, impact: 'MAINTENANCE' })], 'MAINTENANCE'],
    ['a maintenance with impact UP shows UP', [anOverlay({}), anOverlay({ kind: 'maintenance', impact: 'UP' })], 'UP'],
    ['an incident beats the checks', [anOverlay({ impact: 'DEGRADED' })], 'DEGRADED'],
    ['an incident that an alert opened overrides nothing', [anOverlay({ isAlertMade: true })], 'UP'],
    ['an incident with impact UP overrides nothing', [anOverlay({ impact: 'UP' }), anOverlay({ id: 2, impact: 'DEGRADED' })], 'DEGRADED'],
    [
      'of several incidents the worst counts',
      [anOverlay({ impact: 'MAINTENANCE' }), anOverlay({ id: 2 }), anOverlay({ id: 3, impact: 'DEGRADED' })],
      'DOWN',
    ],
    [
      'of several maintenances the one that started first counts',
      [anOverlay({ kind: 'maintenance', id: 1, from: 60, impact: 'DOWN' }), anOverlay({ kind: 'maintenance', id: 2, impact: 'DEGRADED' })],
      'DEGRADED',
    ],
    [
      'then the lowest id',
      [anOverlay({ kind: 'maintenance', id: 2, impact: 'DOWN' }), anOverlay({ kind: 'maintenance', id: 1, impact: 'MAINTENANCE' })],
      'MAINTENANCE',
    ],
    ['an overlay without an end is still on', [anOverlay({ to: null })], 'DOWN'],
    ['an overlay that ends as it starts is none', [anOverlay({ from: 300, to: 300 })], 'UP'],
  ])('%s', (_, given, status) => {
    expect(statusAt(given)).toBe(status);
    expect(effectiveStatus('UP', given, 300).status).toBe(status);
  });

  it('says who decided, and covers the window without a gap', () => {
    expect(
      compose([{ from: 60, to: 120, status: 'UP' }], [anOverlay({ id: 7, from: 90, to: 200, impact: 'DEGRADED' })], { from: 0, to: 300 }),
    ).toEqual([
      { from: 0, to: 60, status: 'NO_DATA', source: 'none', overlayId: null },
      { from: 60, to: 90, status: 'UP', source: 'check', overlayId: null },
      { from: 90, to: 200, status: 'DEGRADED', source: 'incident', overlayId: 7 },
      { from: 200, to: 300, status: 'NO_DATA', source: 'none', overlayId: null },
    ]);
  });

  it('does not ask in which order anything is handed in', () => {
    const shuffled = overlays.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(spans, shuffled, (given, [first, second]) => {
        const whole = { from: 0, to: 3_000 };
        expect(compose([...given].reverse(), second, whole)).toEqual(compose(given, first, whole));
      }),
    );
  });

  it('agrees at every instant with the rule for one instant', () => {
    fc.assert(
      fc.property(spans, overlays, edges, (given, over, [from, to]) => {
        const timeline = compose(given, over, { from: from!, to: to! });
        for (let at = from!; at < to!; at += 7) {
          const checked = given.find((span) => span.from <= at && at < span.to)?.status ?? null;
          const found = timeline.filter((span) => span.from <= at && at < span.to);
          expect(found).toHaveLength(1);
          expect(found[0]).toMatchObject(effectiveStatus(checked, over, at));
        }
      }),
    );
  });

  it('starts and ends with the window and never overlaps', () => {
    fc.assert(
      fc.property(spans, overlays, edges, (given, over, [from, to]) => {
        let at = from!;
        for (const span of compose(given, over, { from: from!, to: to! })) {
          expect(span.from).toBe(at);
          expect(span.to).toBeGreaterThan(at);
          at = span.to;
        }
        expect(at).toBe(to);
      }),
    );
  });
});

describe('countMinutes', () => {
  it('gives a minute to the status of its first second', () => {
    const timeline = compose(up, [anOverlay({ from: 90, to: 181 })], window);
    expect(countMinutes(timeline, window)).toEqual({ up: 8, down: 2, degraded: 0, maintenance: 0, noData: 0 });
  });

  it('counts what nobody knows as no data', () => {
    expect(countMinutes([{ from: 60, to: 120, status: 'UP' }], { from: 0, to: 600 })).toMatchObject({ up: 1, noData: 9 });
  });

  it('adds up: splitting a window anywhere changes no total', () => {
    fc.assert(
      fc.property(spans, overlays, edges, (given, over, marks) => {
        const whole = { from: marks[0]!, to: marks.at(-1)! };
        const total = countMinutes(compose(given, over, whole), whole);
        expect(sumMinutes(countMinutesBetween(compose(given, over, whole), marks))).toEqual(total);
        const pieces = marks.slice(1).map((to, index) => ({ from: marks[index]!, to }));
        expect(sumMinutes(pieces.map((piece) => countMinutes(compose(given, over, piece), piece)))).toEqual(total);
      }),
    );
  });

  it('does not depend on how often is checked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Status>('UP', 'DOWN', 'DEGRADED'), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 12 }),
        (seen, minutes) => {
          const period = minutes * MINUTE;
          const rare = seen.map((status, index) => ({ timestamp: index * period, status, vouchedSeconds: period }));
          const often = rare.flatMap(({ timestamp, status }) =>
            Array.from({ length: minutes }, (_, minute) => ({ timestamp: timestamp + minute * MINUTE, status, vouchedSeconds: MINUTE })),
          );
          const all = { from: 0, to: seen.length * period };
          expect(countMinutes(spansFromSamples(often), all)).toEqual(countMinutes(spansFromSamples(rare), all));
        },
      ),
    );
  });
});

describe('minuteLetters', () => {
  const day = { from: 0, to: 600 };
  const lettersAt = (now: number, given: Span[]) => minuteLetters(compose(given, [], day), day, now);

  it('writes a letter a minute, and a dot for what is still to come', () => {
    expect(
      lettersAt(250, [
        { from: 60, to: 120, status: 'UP' },
        { from: 120, to: 600, status: 'DOWN' },
      ]),
    ).toBe('nuddd.....');
  });

  it('does not call the running minute unknown before its check is in', () => {
    expect(lettersAt(250, [{ from: 0, to: 180, status: 'UP' }])).toBe('uuun......');
    expect(lettersAt(1_000, [{ from: 0, to: 180, status: 'UP' }])).toBe('uuunnnnnnn');
  });

  it('agrees with the counts', () => {
    fc.assert(
      fc.property(spans, overlays, fc.nat(4_000), (given, over, now) => {
        const whole = { from: 0, to: 3_000 };
        const timeline = compose(given, over, whole);
        const letters = minuteLetters(timeline, whole, now);
        const known = { from: 0, to: Math.min(3_000, Math.floor(now / MINUTE) * MINUTE) };
        expect(letters).toHaveLength(50);
        expect([...letters.slice(0, known.to / MINUTE)].filter((letter) => letter === 'd')).toHaveLength(
          countMinutes(timeline, known).down,
        );
        expect([...letters.slice(0, known.to / MINUTE)].filter((letter) => letter === 'n')).toHaveLength(
          countMinutes(timeline, known).noData,
        );
      }),
    );
  });
});

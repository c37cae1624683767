import type { Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compose } from '../timeline/compose.js';
import { spansFromSamples } from '../timeline/spans.js';
import type { EffectiveSpan, Span } from '../timeline/types.js';
import { confirmGroup, foldGroup, groupStatus, overlaySpans, type GroupSpan } from './fold-group.js';

const LETTERS: Readonly<Record<string, Status>> = { U: 'UP', D: 'DOWN', G: 'DEGRADED', M: 'MAINTENANCE', '.': 'NO_DATA' };
const WORDS = Object.fromEntries(Object.entries(LETTERS).map(([letter, status]) => [status, letter]));
const windowOf = (letters: string) => ({ from: 0, to: letters.length * 60 });
/** A timeline out of one letter a minute; `.` = nobody knows. */
const timeline = (letters: string): EffectiveSpan[] =>
  compose(
    spansFromSamples(
      [...letters].flatMap((letter, index) =>
        letter === '.' ? [] : [{ timestamp: index * 60, status: LETTERS[letter]!, vouchedSeconds: 60 }],
      ),
    ),
    [],
    windowOf(letters),
  );
const letters = (spans: readonly Span[], length: number): string =>
  Array.from({ length }, (_, index) => {
    const span = spans.find(({ from, to }) => from <= index * 60 && index * 60 < to);
    return span === undefined ? '.' : WORDS[span.status];
  }).join('');
const fold = (members: readonly [weight: number, letters: string][]): GroupSpan[] =>
  foldGroup(
    members.map(([weight, text]) => ({ weight, timeline: timeline(text) })),
    windowOf(members[0]![1]),
  );

const letter = fc.constantFrom('U', 'D', 'G', 'M', '.');
const members = fc.integer({ min: 1, max: 40 }).chain((length) =>
  fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.string({ unit: letter, minLength: length, maxLength: length })), {
    minLength: 1,
    maxLength: 5,
  }),
);

describe('groupStatus', () => {
  it.each([
    ['five at 0.2, one DOWN', [0.2, 0.2, 0.2, 0.2, 0.2], 'UUUUD', 'DEGRADED'],
    ['two at 0.5, both DEGRADED', [0.5, 0.5], 'GG', 'DEGRADED'],
    ['no member has data', [0.5, 0.5], '..', null],
    ['one member has no data, the other is UP', [0.5, 0.5], '.U', 'UP'],
    ['one member has no data, the other is DOWN', [0.5, 0.5], '.D', 'DOWN'],
    ['maintenance counts as up', [0.5, 0.5], 'MU', 'UP'],
    ['a member without weight has no say', [1, 0], 'UD', 'UP'],
    ['only members without weight have data', [1, 0], '.U', null],
    ['weights that miss 1 by a rounding error', [0.1, 0.2, 0.7], 'UUU', 'UP'],
    ['all DOWN', [0.333, 0.333, 0.334], 'DDD', 'DOWN'],
  ] as const)('%s', (_name, weights, text, expected) => {
    expect(groupStatus(weights.map((weight, index) => ({ weight, status: LETTERS[text[index]!]! })))).toBe(expected);
  });
});

describe('foldGroup', () => {
  it('says at every minute what the members amount to then', () => {
    fc.assert(
      fc.property(members, (list) => {
        const { length } = list[0]![1];
        const expected = Array.from({ length }, (_, minute) => {
          const status = groupStatus(list.map(([weight, text]) => ({ weight, status: LETTERS[text[minute]!]! })));
          return status === null ? '.' : WORDS[status];
        }).join('');
        expect(letters(fold(list), length)).toBe(expected);
      }),
    );
  });

  it('answers separate, ascending spans, none of which could be one with its neighbour', () => {
    fc.assert(
      fc.property(members, (list) => {
        const spans = fold(list);
        spans.forEach((span, index) => {
          const next = spans[index + 1];
          expect(span.from).toBeLessThan(span.to);
          if (next === undefined) return;
          expect(span.to).toBeLessThanOrEqual(next.from);
          if (span.to === next.from) expect([span.status, span.worst]).not.toEqual([next.status, next.worst]);
        });
      }),
    );
  });

  it('blames the worst members, and nobody while it is up', () => {
    const [up, degraded, down] = fold([
      [0.5, 'UGD'],
      [0.5, 'UDD'],
      [0, 'DDD'],
    ]);
    expect([up!.worst, degraded!.worst, down!.worst]).toEqual([[], [1], [0, 1]]);
  });
});

describe('confirmGroup', () => {
  const confirmed = (text: string, minutes: number): string => letters(confirmGroup(fold([[1, text]]), minutes), text.length);

  it.each([
    ['UDDU', 3, 'UUUU'],
    ['UDDD', 3, 'UDDD'],
    ['DUUD', 3, 'DDDD'],
    ['DUUU', 3, 'DUUU'],
    ['UGDGU', 3, 'UGDGG'],
    ['UD.DDU', 3, 'UD.DDD'],
    ['U.DDU', 3, 'U.UUU'],
    ['UDUDUD', 2, 'UUUUUU'],
    ['DDUG', 2, 'DDDG'],
    ['...DD', 3, '...DD'],
  ])('turns %s with %i minutes into %s', (text, minutes, expected) => {
    expect(confirmed(text, minutes)).toBe(expected);
  });

  it('keeps what is known and what is not, and changes nothing with a threshold of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (text, minutes) => {
        const before = letters(fold([[1, text]]), text.length);
        const after = confirmed(text, minutes);
        expect([...after].map((each) => each === '.')).toEqual([...before].map((each) => each === '.'));
        if (minutes === 1) expect(after).toBe(before);
      }),
    );
  });
});

describe('overlaySpans', () => {
  const spans = (text: string): Span[] => timeline(text).filter(({ source }) => source !== 'none');

  it('lets what lies above decide, minute by minute', () => {
    const pair = fc
      .integer({ min: 0, max: 40 })
      .chain((length) =>
        fc.tuple(
          fc.string({ unit: letter, minLength: length, maxLength: length }),
          fc.string({ unit: letter, minLength: length, maxLength: length }),
        ),
      );
    fc.assert(
      fc.property(pair, ([lower, upper]) => {
        const expected = [...lower].map((each, index) => (upper[index] === '.' ? each : upper[index])).join('');
        expect(letters(overlaySpans(spans(lower), spans(upper)), lower.length)).toBe(expected);
      }),
    );
  });
});

import { INCIDENT_STATES } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  courseAfter,
  decidingUpdate,
  hull,
  type IncidentCourse,
  incidentSeconds,
  type IncidentUpdate,
  incidentWindow,
  isOngoing,
  isUpdateOverdue,
  newestFirst,
  newestResolvedAt,
} from './lifecycle.js';

const anUpdate = (given: Partial<IncidentUpdate>): IncidentUpdate => ({
  id: 1,
  state: 'INVESTIGATING',
  commentedAt: 600,
  isActive: true,
  ...given,
});
const open: IncidentCourse = { state: 'INVESTIGATING', start: 0, end: null };

const updates = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 12 }),
    state: fc.constantFrom(...INCIDENT_STATES),
    commentedAt: fc.nat(20).map((minute) => minute * 60),
    isActive: fc.boolean(),
  }),
  { maxLength: 8, selector: ({ id }) => id },
);

/** The course after each of these was written, one after the other. */
const write = (course: IncidentCourse, written: readonly IncidentUpdate[]): IncidentCourse =>
  written.reduce(
    (next, _, index) => courseAfter(next, decidingUpdate(written.slice(0, index)), decidingUpdate(written.slice(0, index + 1))),
    course,
  );

describe('decidingUpdate', () => {
  it('is the newest ACTIVE one; in one minute the one written last', () => {
    const hidden = anUpdate({ id: 4, commentedAt: 900, isActive: false });
    expect(decidingUpdate([anUpdate({ id: 1 }), anUpdate({ id: 3 }), anUpdate({ id: 2 }), hidden])?.id).toBe(3);
    expect(decidingUpdate([anUpdate({ id: 1, commentedAt: 660 }), anUpdate({ id: 9 })])?.id).toBe(1);
    expect(decidingUpdate([hidden])).toBeNull();
    expect(decidingUpdate([])).toBeNull();
  });

  it('does not ask in which order they are handed in, and comes first when sorted', () => {
    fc.assert(
      fc.property(updates, fc.func(fc.integer()), (list, key) => {
        const shuffled = [...list].sort((a, b) => key(a.id) - key(b.id));
        expect(decidingUpdate(shuffled)).toEqual(decidingUpdate(list));
        expect(list.filter(({ isActive }) => isActive).sort(newestFirst)[0] ?? null).toEqual(decidingUpdate(list));
      }),
    );
  });
});

describe('courseAfter', () => {
  it.each(INCIDENT_STATES)('lets an update of state %s follow any other', (state) => {
    for (const before of INCIDENT_STATES) {
      const course = { state: before, start: 0, end: before === 'RESOLVED' ? 300 : null };
      const after = courseAfter(course, anUpdate({ state: before, commentedAt: 300 }), anUpdate({ id: 2, state }));
      expect(after).toEqual({ state, start: 0, end: state === 'RESOLVED' ? 600 : null });
    }
  });

  it('ends with the update that resolves, and opens again with the next', () => {
    const resolved = anUpdate({ id: 2, state: 'RESOLVED' });
    const over = courseAfter(open, null, resolved);
    expect(over).toEqual({ state: 'RESOLVED', start: 0, end: 600 });
    expect(courseAfter(over, resolved, anUpdate({ id: 3, commentedAt: 900 }))).toEqual(open);
  });

  it('ends later when it is resolved once more', () => {
    const over = { state: 'RESOLVED', start: 0, end: 600 } as const;
    const first = anUpdate({ state: 'RESOLVED' });
    expect(courseAfter(over, first, anUpdate({ id: 2, state: 'RESOLVED', commentedAt: 720 })).end).toBe(720);
  });

  it('does not end before it began', () => {
    expect(courseAfter({ ...open, start: 900 }, null, anUpdate({ state: 'RESOLVED' })).end).toBe(900);
  });

  it('keeps an end that was set by hand until it is resolved or opened again', () => {
    const planned = { ...open, end: 3_600 };
    expect(courseAfter(planned, null, anUpdate({ state: 'MONITORING' })).end).toBe(3_600);
    const corrected = { state: 'RESOLVED', start: 0, end: 480 } as const;
    const resolved = anUpdate({ state: 'RESOLVED' });
    expect(courseAfter(corrected, resolved, resolved)).toBe(corrected);
  });

  it('stays as it was when no update is left', () => {
    const over: IncidentCourse = { state: 'RESOLVED', start: 0, end: 600 };
    expect(courseAfter(over, anUpdate({ state: 'RESOLVED' }), null)).toBe(over);
  });

  it('is the same in whatever order updates were written', () => {
    fc.assert(
      fc.property(updates, fc.func(fc.integer()), (list, key) => {
        const active = list.filter(({ isActive }) => isActive);
        const shuffled = [...active].sort((a, b) => key(a.id) - key(b.id));
        const written = write(open, active);
        expect(write(open, shuffled)).toEqual(written);
        const deciding = decidingUpdate(active);
        expect(written.state).toBe(deciding?.state ?? 'INVESTIGATING');
        expect(written.end).toBe(deciding?.state === 'RESOLVED' ? deciding.commentedAt : null);
      }),
    );
  });

  it('is, after a deletion, as if the update had never been, as long as one is left', () => {
    fc.assert(
      fc.property(updates, fc.nat(), (list, place) => {
        const active = list.filter(({ isActive }) => isActive);
        fc.pre(active.length > 1);
        const rest = active.filter((_, index) => index !== place % active.length);
        expect(courseAfter(write(open, active), decidingUpdate(active), decidingUpdate(rest))).toEqual(write(open, rest));
      }),
    );
  });
});

describe('incidentWindow', () => {
  it.each([
    [{ state: 'INVESTIGATING', start: 0, end: null }, null, { from: 0, to: null }],
    [{ state: 'INVESTIGATING', start: 0, end: 600 }, null, { from: 0, to: 600 }],
    [{ state: 'RESOLVED', start: 0, end: 600 }, 900, { from: 0, to: 600 }],
    [{ state: 'RESOLVED', start: 0, end: null }, 900, { from: 0, to: 900 }],
    [{ state: 'RESOLVED', start: 1_200, end: null }, 900, { from: 1_200, to: 1_200 }],
    [{ state: 'RESOLVED', start: 0, end: null }, null, { from: 0, to: 0 }],
    [{ state: 'MONITORING', start: 0, end: null }, 900, { from: 0, to: null }],
  ] as const)('of %j, last resolved at %j, is %j', (course, resolvedAt, window) => {
    expect(incidentWindow(course, resolvedAt)).toEqual(window);
  });

  it('takes the newest update that resolves, not the newest', () => {
    expect(newestResolvedAt([anUpdate({ state: 'RESOLVED' }), anUpdate({ id: 2, commentedAt: 900 })])).toBe(600);
    expect(newestResolvedAt([anUpdate({ state: 'RESOLVED', isActive: false })])).toBeNull();
  });
});

describe('what people read of an incident', () => {
  it('goes on from its start until it is resolved or over', () => {
    expect(isOngoing(open, 0)).toBe(true);
    expect(isOngoing({ ...open, start: 60 }, 0)).toBe(false);
    expect(isOngoing({ ...open, end: 600 }, 599)).toBe(true);
    expect(isOngoing({ ...open, end: 600 }, 600)).toBe(false);
    expect(isOngoing({ ...open, state: 'RESOLVED' }, 0)).toBe(false);
  });

  it('has lasted until its end, or until now', () => {
    expect(incidentSeconds({ from: 0, to: null }, 600)).toBe(600);
    expect(incidentSeconds({ from: 0, to: 300 }, 600)).toBe(300);
    expect(incidentSeconds({ from: 0, to: 900 }, 600)).toBe(600);
    expect(incidentSeconds({ from: 900, to: null }, 600)).toBe(0);
  });

  it('is overdue once the promised minute is over, unless it is resolved', () => {
    expect(isUpdateOverdue('MONITORING', 600, 600)).toBe(false);
    expect(isUpdateOverdue('MONITORING', 600, 601)).toBe(true);
    expect(isUpdateOverdue('RESOLVED', 600, 601)).toBe(false);
    expect(isUpdateOverdue('MONITORING', null, 601)).toBe(false);
  });

  it('reaches over both windows of a change', () => {
    expect(hull({ from: 60, to: 120 }, { from: 0, to: 90 })).toEqual({ from: 0, to: 120 });
    expect(hull({ from: 60, to: null }, { from: 0, to: 90 })).toEqual({ from: 0, to: null });
  });
});

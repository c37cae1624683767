import { IMPACTS, type Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compose, effectiveStatus } from '../timeline/compose.js';
import { countMinutes } from '../timeline/minutes.js';
import { spansFromSamples } from '../timeline/spans.js';
import type { Overlay, Span } from '../timeline/types.js';
import { currentImpact, incidentOverlays, type IncidentOnMonitor } from './impacts.js';

const anIncident = (given: Partial<IncidentOnMonitor>): IncidentOnMonitor => ({
  incidentId: 7,
  from: 600,
  to: 1_200,
  isAlertMade: false,
  impact: 'DOWN',
  changes: [],
  ...given,
});
const pieces = (given: Partial<IncidentOnMonitor>) => incidentOverlays(anIncident(given)).map(({ from, to, impact }) => [from, to, impact]);

const incident = fc
  .record({
    incidentId: fc.integer({ min: 1, max: 9 }),
    from: fc.nat(2_000),
    length: fc.option(fc.nat(2_000)),
    isAlertMade: fc.boolean(),
    impact: fc.constantFrom(...IMPACTS),
    changes: fc.uniqueArray(
      fc.record({ id: fc.integer({ min: 1, max: 9 }), commentedAt: fc.nat(4_000), impact: fc.constantFrom(...IMPACTS) }),
      { maxLength: 5, selector: ({ id }) => id },
    ),
  })
  .map(({ length, ...facts }): IncidentOnMonitor => ({ ...facts, to: length === null ? null : facts.from + length }));
const spans = fc
  .uniqueArray(fc.record({ minute: fc.nat(60), status: fc.constantFrom<Status>('UP', 'DOWN', 'DEGRADED') }), {
    maxLength: 20,
    selector: ({ minute }) => minute,
  })
  .map((samples): Span[] =>
    spansFromSamples(samples.map(({ minute, status }) => ({ timestamp: minute * 60, status, vouchedSeconds: 120 }))),
  );
const WINDOW = { from: 0, to: 4_200 };

describe('incidentOverlays', () => {
  it('is one overlay as long as nothing changes', () => {
    expect(incidentOverlays(anIncident({}))).toEqual([
      { kind: 'incident', id: 7, from: 600, to: 1_200, impact: 'DOWN', isAlertMade: false },
    ]);
    expect(pieces({ to: null })).toEqual([[600, null, 'DOWN']]);
  });

  it('changes with the time of an update', () => {
    const changes = [
      { id: 2, commentedAt: 960, impact: 'UP' },
      { id: 1, commentedAt: 780, impact: 'DEGRADED' },
    ] as const;
    expect(pieces({ changes })).toEqual([
      [600, 780, 'DOWN'],
      [780, 960, 'DEGRADED'],
      [960, 1_200, 'UP'],
    ]);
    expect(pieces({ changes, to: null }).at(-1)).toEqual([960, null, 'UP']);
    expect(currentImpact({ impact: 'DOWN', changes })).toBe('UP');
  });

  it('takes an update that is dated before the incident for its start, one dated after its end for nothing', () => {
    expect(pieces({ changes: [{ id: 1, commentedAt: 60, impact: 'DEGRADED' }] })).toEqual([[600, 1_200, 'DEGRADED']]);
    expect(pieces({ changes: [{ id: 1, commentedAt: 1_200, impact: 'DEGRADED' }] })).toEqual([[600, 1_200, 'DOWN']]);
  });

  it('lets the one written last count within a minute, and says the same once', () => {
    const changes = [
      { id: 2, commentedAt: 780, impact: 'DEGRADED' },
      { id: 1, commentedAt: 780, impact: 'UP' },
      { id: 3, commentedAt: 900, impact: 'DEGRADED' },
    ] as const;
    expect(pieces({ changes })).toEqual([
      [600, 780, 'DOWN'],
      [780, 1_200, 'DEGRADED'],
    ]);
  });

  it('is nothing for an incident without length', () => {
    expect(pieces({ to: 600 })).toEqual([]);
  });

  it('covers exactly the window, whatever the updates say and however they are ordered', () => {
    fc.assert(
      fc.property(incident, fc.func(fc.integer()), (facts, key) => {
        const overlays = incidentOverlays(facts);
        const end = facts.to ?? Infinity;
        if (end > facts.from) {
          expect(overlays[0]?.from).toBe(facts.from);
          expect(overlays.at(-1)?.to ?? Infinity).toBe(end);
        } else expect(overlays).toEqual([]);
        overlays.slice(1).forEach((overlay, index) => {
          expect(overlay.from).toBe(overlays[index]!.to);
          expect(overlay.impact).not.toBe(overlays[index]!.impact);
        });
        const shuffled = [...facts.changes].sort((a, b) => key(a.id) - key(b.id));
        expect(incidentOverlays({ ...facts, changes: shuffled })).toEqual(overlays);
      }),
    );
  });
});

describe('incidents over a timeline', () => {
  const overlaysOf = (incidents: readonly IncidentOnMonitor[]): Overlay[] => incidents.flatMap((each) => incidentOverlays(each));
  const several = fc.uniqueArray(incident, { maxLength: 4, selector: ({ incidentId }) => incidentId });

  it('override from the first second of the window to its last, and nowhere else', () => {
    fc.assert(
      fc.property(incident, fc.nat(4_200), (facts, at) => {
        const overlays = incidentOverlays(facts);
        const isInside = facts.from <= at && at < (facts.to ?? Infinity);
        const piece = overlays.find(({ from, to }) => from <= at && at < (to ?? Infinity));
        expect(piece !== undefined).toBe(isInside);
        const overrides = isInside && !facts.isAlertMade && piece?.impact !== 'UP';
        expect(effectiveStatus('UP', overlays, at).source).toBe(overrides ? 'incident' : 'check');
      }),
    );
  });

  it('do not ask in which order they come', () => {
    fc.assert(
      fc.property(spans, several, fc.func(fc.integer()), (checked, incidents, key) => {
        const shuffled = [...incidents].sort((a, b) => key(a.incidentId) - key(b.incidentId));
        expect(compose(checked, overlaysOf(shuffled), WINDOW)).toEqual(compose(checked, overlaysOf(incidents), WINDOW));
      }),
    );
  });

  it('leave the worst impact where they overlap', () => {
    const RANK = ['UP', 'MAINTENANCE', 'DEGRADED', 'DOWN'];
    fc.assert(
      fc.property(several, fc.nat(4_200), (incidents, at) => {
        const present = overlaysOf(incidents).filter(({ from, to, isAlertMade }) => !isAlertMade && from <= at && at < (to ?? Infinity));
        const worst = Math.max(0, ...present.map(({ impact }) => RANK.indexOf(impact)));
        const { status, source } = effectiveStatus('UP', overlaysOf(incidents), at);
        expect(source === 'incident' ? status : 'UP').toBe(RANK[worst]);
      }),
    );
  });

  it('give, without one of them, every number that the same samples give without it', () => {
    fc.assert(
      fc.property(spans, several, incident, (checked, others, deleted) => {
        const rest = others.filter(({ incidentId }) => incidentId !== deleted.incidentId);
        const before = compose(checked, overlaysOf(rest), WINDOW);
        const during = compose(checked, overlaysOf([...rest, deleted]), WINDOW);
        // Outside its window nothing of it was ever to be seen.
        const outside = { from: 0, to: Math.min(deleted.from, WINDOW.to) };
        expect(countMinutes(during, outside)).toEqual(countMinutes(before, outside));
        expect(countMinutes(compose(checked, overlaysOf(rest), WINDOW), WINDOW)).toEqual(countMinutes(before, WINDOW));
        // What lies on top is never part of what the checks said.
        expect(compose(checked, [], WINDOW)).toEqual(compose(checked, overlaysOf([{ ...deleted, isAlertMade: true }]), WINDOW));
      }),
    );
  });
});

import type { MonitorImpact } from '../../api/impacts.js';
import { toLocalInput } from '../../platform/formats.js';
import { anIncident, anUpdate } from '../../../testing/incident-builders.js';
import { momentOf, NO_NEXT_UPDATE } from '../fields/next-update.js';
import { freshUpdate, promiseError, toEditBody, toUpdateBody, toUpdateEdit } from './update-draft.js';

const NOW = 1_700_000_040;

describe('what an update sends', () => {
  const before: MonitorImpact[] = [
    { monitor_tag: 'web', impact: 'DOWN' },
    { monitor_tag: 'db', impact: 'DOWN' },
  ];
  const fresh = freshUpdate(anIncident({ monitors: before }));

  it('is words and a state, when nothing else was chosen', () => {
    expect(toUpdateBody({ ...fresh, comment: ' Found it. ' }, before, NOW)).toEqual({ comment: 'Found it.', state: 'INVESTIGATING' });
  });

  it('names the monitors whose impact changes, the time and the promise', () => {
    const monitors: MonitorImpact[] = [
      { monitor_tag: 'web', impact: 'DEGRADED' },
      { monitor_tag: 'db', impact: 'DOWN' },
    ];
    const time = toLocalInput(1_699_999_200);
    const nextUpdate = { ...NO_NEXT_UPDATE, mode: 'in', minutes: 30 } as const;
    expect(toUpdateBody({ ...fresh, comment: 'x', monitors, time, nextUpdate, notify: false }, before, NOW)).toEqual({
      comment: 'x',
      state: 'INVESTIGATING',
      timestamp: 1_699_999_200,
      monitors: [{ monitor_tag: 'web', impact: 'DEGRADED' }],
      next_update_at: NOW - (NOW % 60) + 1_800,
      notify: 'NO',
    });
  });

  it('promises nothing once it is over', () => {
    const nextUpdate = { ...NO_NEXT_UPDATE, mode: 'in' } as const;
    expect(toUpdateBody({ ...fresh, comment: 'x', state: 'RESOLVED', nextUpdate }, before, NOW)).not.toHaveProperty('next_update_at');
  });

  it('corrects what differs and nothing else', () => {
    const stored = toUpdateEdit(anUpdate());
    expect(toEditBody(stored, stored)).toEqual({});
    expect(toEditBody(stored, { ...stored, comment: 'We found it. ', state: 'IDENTIFIED' })).toEqual({
      comment: 'We found it.',
      state: 'IDENTIFIED',
    });
  });
});

describe('a promise', () => {
  it('counts from the minute it is given', () => {
    expect(momentOf({ mode: 'in', minutes: 15, at: '' }, 1_700_000_059)).toBe(Math.floor(1_700_000_059 / 60) * 60 + 900);
    expect(momentOf(NO_NEXT_UPDATE, NOW)).toBeNull();
  });

  it('lies ahead', () => {
    expect(promiseError({ ...NO_NEXT_UPDATE, mode: 'at', at: toLocalInput(NOW - 3_600) }, NOW)?.kind).toBe('past');
    expect(promiseError({ ...NO_NEXT_UPDATE, mode: 'at' }, NOW)?.kind).toBe('required');
    expect(promiseError({ ...NO_NEXT_UPDATE, mode: 'at', at: toLocalInput(NOW + 3_600) }, NOW)).toBeUndefined();
    expect(promiseError(NO_NEXT_UPDATE, NOW)).toBeUndefined();
  });
});

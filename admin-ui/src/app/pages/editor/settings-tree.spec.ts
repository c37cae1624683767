import { areRight, chosenAt, faultAt, inOrder, siteValueAt, withChoice } from './settings-tree.js';

const COUNT = 'incidents.resolved.max_count';

describe('choices of a page', () => {
  it('are put and taken away again without a trace', () => {
    const before = { monitor_layout_style: 'compact-list', own: { kept: 1 } } as const;
    const after = withChoice(before, COUNT, 3);
    expect(after).toEqual({ ...before, incidents: { resolved: { max_count: 3 } } });
    expect([chosenAt(after, COUNT), chosenAt(before, COUNT)]).toEqual([3, undefined]);
    expect(withChoice(after, COUNT, undefined)).toEqual(before);
  });

  it('leave their neighbours alone', () => {
    const settings = { incidents: { enabled: false, resolved: { show: true } } };
    expect(withChoice(settings, COUNT, 0)).toEqual({ incidents: { enabled: false, resolved: { show: true, max_count: 0 } } });
    expect(withChoice(settings, 'incidents.resolved.show', undefined)).toEqual({ incidents: { enabled: false } });
  });

  it('go through what is no branch', () => {
    expect(chosenAt({ incidents: 7 }, COUNT)).toBeUndefined();
    expect(withChoice({ incidents: 7 }, COUNT, 1)).toEqual({ incidents: { resolved: { max_count: 1 } } });
  });
});

describe('numbers of a page', () => {
  it.each([
    [COUNT, 0, null],
    [COUNT, -1, 'A whole number from 0 to 1000000.'],
    [COUNT, 1.5, 'A whole number from 0 to 1000000.'],
    ['monitor_status_history_days.desktop', 365, null],
    ['monitor_status_history_days.mobile', 0, 'A whole number from 1 to 365.'],
  ])('%s = %s: %s', (path, value, fault) => {
    const settings = withChoice({}, path, value);
    expect([faultAt(settings, path), areRight(settings)]).toEqual([fault, fault === null]);
  });

  it('are written in one order of their members', () => {
    expect(JSON.stringify(inOrder({ b: { d: 1, c: [2, 1] }, a: 3 }))).toBe('{"a":3,"b":{"c":[2,1],"d":1}}');
  });
});

describe('what the site says', () => {
  it.each([
    [COUNT, undefined, 5],
    [COUNT, { incidents: { resolved: { maxCount: 9 } } }, 9],
    [COUNT, { incidents: { resolved: { maxCount: 'nine' } } }, 5],
    ['include_maintenances.ongoing.past.show', { maintenances: { past: { show: false } } }, false],
    ['include_maintenances.ongoing.upcoming.days_in_future', undefined, 30],
    ['include_maintenances.ongoing.upcoming.days_in_future', {}, 7],
    ['monitor_status_history_days.desktop', { incidents: {} }, 90],
  ])('%s with %j: %s', (path, shared, value) => {
    expect(siteValueAt(shared, path)).toBe(value);
  });
});

import { describe, expect, it } from '@jest/globals';

import { eventSettings } from './event-settings.js';

const site = (eventDisplaySettings?: unknown, more: Record<string, unknown> = {}) =>
  new Map(Object.entries({ ...(eventDisplaySettings === undefined ? {} : { eventDisplaySettings }), ...more }));

describe('eventSettings', () => {
  it('shows everything by default, inline', () => {
    expect(eventSettings(null, site())).toEqual({
      isInline: true,
      incidents: { showOngoing: true, showPast: true, pastCount: 5, pastDays: 7 },
      maintenances: {
        ...{ showOngoing: true, showUpcoming: true, upcomingCount: 5, upcomingDays: 30 },
        ...{ showPast: true, pastCount: 5, pastDays: 7 },
      },
    });
  });

  it('follows the site where the page stores nothing, and the page where it does', () => {
    const shared = site({
      showInlineEvents: false,
      incidents: { enabled: true, ongoing: { show: false }, resolved: { show: true, maxCount: 9, daysInPast: 14 } },
      maintenances: { enabled: true, upcoming: { show: true, maxCount: 2, daysInFuture: 3 } },
    });
    const followed = eventSettings({ monitor_layout_style: 'compact-list' }, shared);
    expect(followed).toMatchObject({
      isInline: false,
      incidents: { showOngoing: false, pastCount: 9, pastDays: 14 },
      maintenances: { upcomingCount: 2, upcomingDays: 3, pastDays: 7 },
    });
    const own = { incidents: { ongoing: { show: true }, resolved: { days_in_past: 0 } } };
    expect(eventSettings(own, shared).incidents).toEqual({ showOngoing: true, showPast: true, pastCount: 9, pastDays: 0 });
  });

  it('looks seven days ahead for a site that says nothing of days', () => {
    expect(eventSettings(null, site({ showInlineEvents: true })).maintenances.upcomingDays).toBe(7);
  });

  it('shows none of what is switched off as a whole', () => {
    const off = eventSettings({ incidents: { enabled: false }, include_maintenances: { enabled: false } }, site());
    expect(off.incidents).toMatchObject({ showOngoing: false, showPast: false });
    expect(off.maintenances).toMatchObject({ showOngoing: false, showUpcoming: false, showPast: false });
  });

  it('takes the old count while the new setting is not there at all', () => {
    expect(eventSettings(null, site(undefined, { homeIncidentCount: '3' })).incidents.pastCount).toBe(3);
    expect(eventSettings(null, site({}, { homeIncidentCount: '3' })).incidents.pastCount).toBe(5);
  });

  it.each([[-1], ['5'], [null], [2.5]])('passes over %p where a number is wanted', (max_count) => {
    expect(eventSettings({ incidents: { resolved: { max_count } } }, site()).incidents.pastCount).toBe(5);
  });
});

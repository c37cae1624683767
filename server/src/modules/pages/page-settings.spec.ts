import { DEFAULT_PAGE_SETTINGS } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fullPageSettings } from './page-settings.js';

describe('fullPageSettings', () => {
  it('answers the whole tree for a page that chose nothing', () => {
    for (const nothing of [null, undefined, {}, [], 'x']) expect(fullPageSettings(nothing)).toEqual(DEFAULT_PAGE_SETTINGS);
  });

  it('merges by key and keeps what it does not know', () => {
    const settings = fullPageSettings({
      monitor_status_history_days: { desktop: 60 },
      include_maintenances: { ongoing: { past: { max_count: 0 } } },
      meta_page_title: 'EU',
      later: { x: 1 },
    });
    expect(settings).toMatchObject({
      monitor_status_history_days: { desktop: 60, mobile: 30 },
      include_maintenances: { enabled: true, ongoing: { show: true, past: { show: true, max_count: 0, days_in_past: 7 } } },
      meta_page_title: 'EU',
      later: { x: 1 },
    });
  });

  it.each([
    ['a text for a flag', { incidents: { enabled: 'yes' } }],
    ['a list for a tree', { incidents: [] }],
    ['a fraction', { incidents: { resolved: { max_count: 1.5 } } }],
    ['less than none', { incidents: { resolved: { days_in_past: -1 } } }],
    ['no day at all', { monitor_status_history_days: { desktop: 0 } }],
    ['more than a year', { monitor_status_history_days: { mobile: 366 } }],
    ['an unknown layout', { monitor_layout_style: 'wide' }],
    ['a number for a text', { meta_page_title: 7 }],
  ])('takes the default for %s', (_name, stored) => {
    expect(fullPageSettings(stored)).toEqual(DEFAULT_PAGE_SETTINGS);
  });

  it('answers members in the order of the contract, its own first', () => {
    const settings = fullPageSettings({
      later: 1,
      monitor_layout_style: 'compact-grid',
      meta_page_title: 'M',
      incidents: { enabled: false },
    });
    expect(Object.keys(settings)).toEqual([
      ...['incidents', 'include_maintenances', 'monitor_status_history_days', 'monitor_layout_style', 'later', 'meta_page_title'],
    ]);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.object(), (stored) => {
        const once = fullPageSettings(stored);
        expect(fullPageSettings(once)).toEqual(once);
      }),
    );
  });
});

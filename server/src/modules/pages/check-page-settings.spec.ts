import { DEFAULT_PAGE_SETTINGS } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergePageSettings, pageSettingsFaults } from './check-page-settings.js';
import { fullPageSettings } from './page-settings.js';

describe('pageSettingsFaults', () => {
  it.each<[unknown, string]>([
    [{ incidents: true }, 'incidents must be an object'],
    [{ incidents: null }, 'incidents must be an object'],
    [{ incidents: { enabled: 'yes' } }, 'incidents.enabled must be a boolean'],
    [{ incidents: { ongoing: { show: 1 } } }, 'incidents.ongoing.show must be a boolean'],
    [{ incidents: { resolved: { max_count: -1 } } }, 'incidents.resolved.max_count must be a non-negative integer'],
    [{ incidents: { resolved: { days_in_past: 1.5 } } }, 'incidents.resolved.days_in_past must be a non-negative integer'],
    [{ include_maintenances: [] }, 'include_maintenances must be an object'],
    [{ include_maintenances: { ongoing: { past: 5 } } }, 'include_maintenances.ongoing.past must be an object'],
    [
      { include_maintenances: { ongoing: { upcoming: { days_in_future: '30' } } } },
      'include_maintenances.ongoing.upcoming.days_in_future must be a non-negative integer',
    ],
    [{ monitor_status_history_days: { desktop: 0 } }, 'monitor_status_history_days.desktop must be an integer between 1 and 365'],
    [{ monitor_status_history_days: { mobile: 366 } }, 'monitor_status_history_days.mobile must be an integer between 1 and 365'],
    [{ monitor_layout_style: 'wide' }, 'monitor_layout_style must be one of default-list, default-grid, compact-list, compact-grid'],
    [{ meta_page_title: 5 }, 'meta_page_title must be a string'],
    [{ metaPageDescription: {} }, 'meta_page_description must be a string'],
    [{ social_page_preview_image: false }, 'social_page_preview_image must be a string'],
  ])('says of %j that %s', (sent, message) => {
    const field = `page_settings.${message.split(' ')[0]}`;
    expect(pageSettingsFaults(sent as Record<string, unknown>)).toEqual([{ field, message }]);
  });

  it('names everything that is wrong at once', () => {
    const faults = pageSettingsFaults({ incidents: { enabled: 1, ongoing: 2 }, monitor_layout_style: null });
    expect(faults.map(({ field }) => field)).toEqual([
      'page_settings.incidents.enabled',
      'page_settings.incidents.ongoing',
      'page_settings.monitor_layout_style',
    ]);
  });

  it('finds nothing wrong in what it answers itself, nor in members it does not know', () => {
    expect(pageSettingsFaults({ ...DEFAULT_PAGE_SETTINGS })).toEqual([]);
    expect(pageSettingsFaults({ later: { x: [1, null] }, incidents: { later: 'x' } })).toEqual([]);
  });
});

describe('mergePageSettings', () => {
  it('merges objects by key, replaces everything else and keeps what it does not know', () => {
    const stored = { incidents: { enabled: false, resolved: { max_count: 3 } }, mine: { a: 1, list: [1, 2] } };
    const sent = { incidents: { resolved: { days_in_past: 2 } }, mine: { b: 2, list: [3] } };
    expect(mergePageSettings(stored, sent)).toEqual({
      incidents: { enabled: false, resolved: { max_count: 3, days_in_past: 2 } },
      mine: { a: 1, b: 2, list: [3] },
    });
  });

  it('stores nothing of what nobody chose', () => {
    expect(mergePageSettings(null, {})).toBeNull();
    expect(mergePageSettings({ meta_page_title: 'x' }, { meta_page_title: null })).toBeNull();
  });

  it('knows three members under their older names; the newer name wins', () => {
    expect(mergePageSettings(null, { metaPageTitle: 'a', socialPagePreviewImage: '/a.png' })).toEqual({
      meta_page_title: 'a',
      social_page_preview_image: '/a.png',
    });
    expect(mergePageSettings(null, { metaPageTitle: 'old', meta_page_title: 'new' })).toEqual({ meta_page_title: 'new' });
  });

  it('changes neither of its arguments, and nothing when it is repeated', () => {
    fc.assert(
      fc.property(fc.object(), fc.object(), (stored, sent) => {
        const before = structuredClone([stored, sent]);
        const once = mergePageSettings(stored, sent);
        expect(mergePageSettings(once, sent)).toEqual(once);
        expect([stored, sent]).toEqual(before);
      }),
    );
  });

  it('shows what was sent when it had no faults', () => {
    const flag = fc.record({ incidents: fc.record({ enabled: fc.boolean() }) });
    fc.assert(fc.property(flag, (sent) => expect(fullPageSettings(mergePageSettings(null, sent))).toMatchObject(sent)));
  });
});

import { aMonitor } from '../../../testing/builders.js';
import { NEW_DRAFT, suggestTag, toBody, toCreate, toDraft, toPatch } from './monitor-draft.js';

describe('the draft of a monitor', () => {
  it('comes back as it went, masked secrets included', () => {
    const monitor = aMonitor();
    expect(toBody(toDraft(monitor, []))).toMatchObject({
      name: 'Web shop',
      cron: '* * * * *',
      type_data: { url: 'https://shop.example.com/health', timeout: 8_000, headers: [{ key: 'Authorization', value: '••••x9Qz' }] },
    });
  });

  it('sends only what changed', () => {
    const before = toDraft(aMonitor(), []);
    expect(toPatch(before, before)).toEqual({});
    expect(toPatch(before, { ...before, name: ' Shop ', description: '' })).toEqual({ name: 'Shop' });
    expect(toPatch(before, { ...before, isHidden: true })).toEqual({ is_hidden: 'YES' });
  });

  it('stores what it offers to share only when that is not as usual', () => {
    const plain = { ...NEW_DRAFT, name: 'Shop', tag: 'shop' };
    const sharing = (badges: boolean, embeds: boolean) => ({
      monitor_settings_json: { sharing_options: { showShareBadgeMonitor: badges, showShareEmbedMonitor: embeds } },
    });
    expect(toCreate(plain)).not.toHaveProperty('monitor_settings_json');
    expect(toCreate({ ...plain, offersBadges: false })).toMatchObject(sharing(false, true));
    const stored = aMonitor({ monitor_settings_json: { sharing_options: { showShareEmbedMonitor: false } } });
    const before = toDraft(stored, []);
    expect([before.offersBadges, before.offersEmbeds]).toEqual([true, false]);
    expect(toPatch(before, { ...before, offersEmbeds: true })).toEqual(sharing(true, true));
  });

  it('puts a new monitor on the home page when asked to, and leaves out empty header rows', () => {
    const withHeaders = { ...NEW_DRAFT.check, API: { ...NEW_DRAFT.check.API, headers: [{ key: ' ', value: 'x' }] } };
    const draft = { ...NEW_DRAFT, name: 'Shop', tag: 'shop', check: withHeaders };
    expect(toCreate(draft)).toMatchObject({ tag: 'shop', page_paths: ['~home'], type_data: { headers: [] } });
    expect(toCreate({ ...draft, onHomePage: false })).not.toHaveProperty('page_paths');
  });

  it.each([
    ['Checkout EU', 'checkout-eu'],
    ['  Große Bäckerei!  ', 'gro-e-backerei'],
    ['ÄÖ', 'ao'],
    ['日本', ''],
  ])('suggests for %s the tag %s', (name, tag) => {
    expect(suggestTag(name)).toBe(tag);
  });
});

import type { SiteSnapshot } from '@clarion/contract';

import { TestBed } from '@angular/core/testing';

import { aPage, aSite, NOW } from '../../../testing/fixtures.ts';
import { draw, setUp } from '../../../testing/setup.ts';
import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { Announcement } from './announcement';
import { announcementKey } from './announcement-key';

type Shown = NonNullable<SiteSnapshot['announcement']>;

const announcement: Shown = {
  title: 'Moving house',
  messageHtml: '<p>On <b>Friday</b>.</p>',
  type: 'INFO',
  reshowAfterHours: null,
  cancellable: true,
  ctaUrl: null,
  ctaText: null,
};

const drawn = async (changes: Partial<Shown> = {}) => {
  setUp(aPage({ site: aSite({ announcement: { ...announcement, ...changes } }) }));
  const fixture = await draw(Announcement);
  return { fixture, host: fixture.nativeElement as HTMLElement };
};

describe('Announcement', () => {
  const { dataset } = document.documentElement;
  beforeEach(() => {
    localStorage.clear();
    delete dataset['dismissed'];
  });

  it('goes for good when dismissed', async () => {
    const { fixture, host } = await drawn();
    host.querySelector('button')!.click();
    await fixture.whenStable();
    expect(document.documentElement.dataset['dismissed']).toBe('');
    expect(localStorage.getItem(`clarion:dismissed:${announcementKey(announcement)}`)).toBe('forever');
  });

  it('goes for some hours when the owner wants it back', async () => {
    const { host } = await drawn({ reshowAfterHours: 2 });
    vi.spyOn(Date, 'now').mockReturnValue(1_000);
    host.querySelector('button')!.click();
    vi.restoreAllMocks();
    expect(localStorage.getItem(`clarion:dismissed:${announcementKey(announcement)}`)).toBe(String(1_000 + 7_200_000));
  });

  it('comes back on an open page when its hours are over, and when the owner writes another', async () => {
    localStorage.setItem(`clarion:dismissed:${announcementKey(announcement)}`, String(Date.now() + 60_000));
    const { fixture } = await drawn();
    expect(dataset['dismissed']).toBe('');
    TestBed.inject(SnapshotStore).replace(aPage({ site: aSite({ announcement: { ...announcement, title: 'Moved' } }) }));
    await fixture.whenStable();
    expect(dataset['dismissed']).toBeUndefined();
  });

  it('ends at its time without a reload', async () => {
    const { fixture, host } = await drawn({ endsAt: NOW + 30 });
    const freshness = TestBed.inject(Freshness);
    const at = async (seconds: number): Promise<boolean> => {
      freshness.synchronise(seconds);
      freshness.tick();
      await fixture.whenStable();
      return host.querySelector('section') !== null;
    };
    expect([await at(NOW + 28), await at(NOW + 31)]).toEqual([true, false]);
  });

  it('cannot be dismissed when it must be read', async () => {
    expect((await drawn({ cancellable: false })).host.querySelector('button')).toBeNull();
  });

  it('is another one after every edit', () => {
    expect(announcementKey({ ...announcement, title: 'Moving houses' })).not.toBe(announcementKey(announcement));
  });
});

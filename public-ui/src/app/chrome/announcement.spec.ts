import type { SiteSnapshot } from '@clarion/contract';

import { aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, setUp } from '../../../testing/setup.ts';
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
  beforeEach(() => localStorage.clear());

  it('goes for good when dismissed', async () => {
    const { fixture, host } = await drawn();
    host.querySelector('button')!.click();
    await fixture.whenStable();
    expect(host.querySelector('section')).toBeNull();
    expect(localStorage.getItem(`clarion:dismissed:${announcementKey(announcement)}`)).toBe('forever');
  });

  it('goes for some hours when the owner wants it back', async () => {
    const { host } = await drawn({ reshowAfterHours: 2 });
    vi.spyOn(Date, 'now').mockReturnValue(1_000);
    host.querySelector('button')!.click();
    vi.restoreAllMocks();
    expect(localStorage.getItem(`clarion:dismissed:${announcementKey(announcement)}`)).toBe(String(1_000 + 7_200_000));
  });

  it('cannot be dismissed when it must be read', async () => {
    expect((await drawn({ cancellable: false })).host.querySelector('button')).toBeNull();
  });

  it('is another one after every edit', () => {
    expect(announcementKey({ ...announcement, title: 'Moving houses' })).not.toBe(announcementKey(announcement));
  });
});

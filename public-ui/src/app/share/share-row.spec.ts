import { TestBed } from '@angular/core/testing';

import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { anIncidentPage } from '../../../testing/event-fixtures.ts';
import { aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, settled, setUp, textOf } from '../../../testing/setup.ts';
import { Browser } from '../chrome/browser';
import { Announcer } from '../live/announcer';
import { ShareRow } from './share-row';

const drawn = async (snapshot: Parameters<typeof setUp>[0]) => {
  setUp(snapshot);
  const fixture = await draw(ShareRow);
  const host = fixture.nativeElement as HTMLElement;
  return { fixture, host, links: (): (string | null)[] => [...host.querySelectorAll('a')].map((link) => link.getAttribute('href')) };
};
const site = aSite({ url: 'https://status.example.com' });

describe('ShareRow', () => {
  const acts: string[] = [];
  const listen = (event: Event): void => void acts.push((event as CustomEvent<{ event: string }>).detail.event);
  const clipboard = { writeText: vi.fn() };
  beforeEach(() => {
    acts.length = 0;
    clipboard.writeText.mockReset().mockResolvedValue(undefined);
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    addEventListener('analyticsEvent', listen);
    history.replaceState(null, '', '/eu?day=2026-11-20&theme=dark');
  });
  afterEach(() => {
    removeEventListener('analyticsEvent', listen);
    document.cookie = 'clarion_staff=;path=/;max-age=0';
    Reflect.deleteProperty(navigator, 'share');
    history.replaceState(null, '', '/');
  });

  it('leads to the feeds and the calendar of what is shown', async () => {
    const plain = aPage({ site });
    const page = await drawn({ ...plain, page: { ...plain.page, path: 'eu' } });
    expect(page.links()).toEqual([...['/eu/rss.xml', '/eu/atom.xml', '/eu/feed.json', '/eu/calendar.ics', '/eu/calendar.ics']]);
    TestBed.resetTestingModule();
    const monitor = aMonitorPage();
    expect((await drawn({ ...monitor, site })).links()[0]).toBe(`/monitors/${monitor.monitor.tag}/rss.xml`);
    TestBed.resetTestingModule();
    expect((await drawn({ ...anIncidentPage({ isOfPage: true, pagePath: 'eu' }), site })).links()[0]).toBe('/eu/rss.xml');
  });

  it('hands a calendar an address that it follows', async () => {
    const { host } = await drawn(aPage({ site }));
    const open = vi.spyOn(TestBed.inject(Browser), 'open').mockReturnValue();
    [...host.querySelectorAll('a')].find((link) => textOf(link) === 'Subscribe to calendar')!.click();
    expect(open).toHaveBeenCalledWith(`webcal://${location.host}/calendar.ics`);
  });

  it('copies the address without what is the reader’s alone, and says so', async () => {
    const { fixture, host } = await drawn(aPage({ site }));
    const note = vi.spyOn(TestBed.inject(Announcer), 'note');
    host.querySelector('button')!.click();
    await settled();
    await fixture.whenStable();
    expect(clipboard.writeText).toHaveBeenCalledWith(`${location.origin}/eu?day=2026-11-20`);
    expect(textOf(host.querySelector('button .copy-words > :not(.copy-off)'))).toBe('Link copied');
    expect(note).toHaveBeenCalledWith('Link copied');
    expect(acts).toEqual(['status_link_copied']);
  });

  it('tells the address when nothing can be copied', async () => {
    clipboard.writeText.mockRejectedValue(new Error('denied'));
    const { fixture, host } = await drawn(aPage({ site }));
    const note = vi.spyOn(TestBed.inject(Announcer), 'note');
    host.querySelector('button')!.click();
    await settled();
    await fixture.whenStable();
    expect(note).toHaveBeenCalledWith(`The link could not be copied. It is ${location.origin}/eu?day=2026-11-20`);
    expect(acts).toEqual([]);
  });

  it('shares where the browser can, and offers the dashboard to those who signed in', async () => {
    const share = vi.fn().mockResolvedValue(undefined);
    Object.defineProperty(navigator, 'share', { value: share, configurable: true });
    document.cookie = 'clarion_staff=1;path=/';
    const { fixture, host, links } = await drawn(aPage({ site }));
    await fixture.whenStable();
    host.querySelectorAll('button')[1]!.click();
    await settled();
    expect(share).toHaveBeenCalledWith({ title: document.title, url: `${location.origin}/eu?day=2026-11-20` });
    expect(acts).toEqual(['status_shared']);
    expect(links()).toContain('/manage');
  });

  it('offers neither to others', async () => {
    const { host, links } = await drawn(aPage({ site }));
    expect(host.querySelectorAll('button')).toHaveLength(1);
    expect(links()).not.toContain('/manage');
  });
});

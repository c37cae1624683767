import type { Snapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, type FakeLink, setUp, textOf } from '../../../testing/setup.ts';
import { Freshness } from '../live/freshness';
import type { SnapshotStore } from '../state/snapshot-store';
import { Browser } from './browser';
import { PreferenceStore } from './preference-store';
import { Preferences } from './preferences';

/** A browser in Tokyo with an empty jar. */
const aBrowser = (search = '') => {
  const jar = new Map<string, string>();
  const root = document.createElement('html');
  return {
    jar,
    root: () => root,
    search: () => search,
    timeZone: () => 'Asia/Tokyo',
    timeZones: () => ['Asia/Tokyo', 'Europe/Berlin'],
    cookie: (name: string) => jar.get(name) ?? null,
    setCookie: (name: string, value: string) => jar.set(name, value),
  };
};

const started = (
  snapshot: Snapshot = aPage(),
  browser = aBrowser(),
): { link: FakeLink; store: SnapshotStore; browser: ReturnType<typeof aBrowser> } => {
  TestBed.configureTestingModule({ providers: [{ provide: Browser, useValue: browser }] });
  return { ...setUp(snapshot), browser };
};

const drawn = async (snapshot: Snapshot = aPage()) => {
  const parts = started(snapshot);
  const fixture = await draw(Preferences);
  const host = fixture.nativeElement as HTMLElement;
  return {
    ...parts,
    host,
    zone: () => host.querySelector<HTMLSelectElement>('[name=tz]')!,
    pick: async (select: HTMLSelectElement, value: string): Promise<void> => {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await fixture.whenStable();
    },
    settle: () => fixture.whenStable(),
  };
};

describe('Preferences', () => {
  it('lists zones with their offsets once the menu is opened', async () => {
    const { zone, settle } = await drawn();
    expect([...zone().options].map(textOf)).toEqual(['UTC']);
    zone().dispatchEvent(new Event('focus'));
    await settle();
    expect([...zone().options].map(textOf)).toEqual(['UTC', 'Browser (Asia/Tokyo (UTC+9))', 'Europe/Berlin (UTC+1)']);
  });

  it('shows the page in the chosen zone and remembers it', async () => {
    const { zone, pick, link, store, browser, settle } = await drawn();
    zone().dispatchEvent(new Event('focus'));
    await settle();
    link.willAnswer(aPage({ timeZone: 'Europe/Berlin' }));
    await pick(zone(), 'Europe/Berlin');
    expect(store.timeZone()).toBe('Europe/Berlin');
    expect(browser.jar.get('clarion_tz')).toBe('Europe/Berlin');
  });

  it('takes the choice back when the server does not answer', async () => {
    const { zone, pick, browser, settle } = await drawn();
    zone().dispatchEvent(new Event('focus'));
    await settle();
    await pick(zone(), 'Europe/Berlin');
    expect(zone().value).toBe('UTC');
    expect(browser.jar.size).toBe(0);
  });

  it('changes the theme without asking anybody', async () => {
    const { host, pick, browser, link } = await drawn();
    await pick(host.querySelector<HTMLSelectElement>('select:not([name])')!, 'dark');
    expect(browser.root().dataset['theme']).toBe('dark');
    expect(browser.jar.get('clarion_theme')).toBe('dark');
    expect(link.asked).toEqual([]);
  });

  it('shows only what the site offers, and says why a menu is off', async () => {
    const { zone, settle } = await drawn();
    TestBed.inject(Freshness).isOnline.set(false);
    await settle();
    expect(zone().disabled).toBe(true);
    expect(zone().closest('label')?.title).toBe('Not available while you are offline.');
    TestBed.resetTestingModule();
    const { host } = await drawn(aPage({ site: aSite({ tzToggle: false, themeToggle: false }) }));
    expect(host.querySelectorAll('select')).toHaveLength(0);
  });
});

describe('the zone of a first visit', () => {
  it('becomes that of the browser, and is remembered', async () => {
    const { link, store, browser } = started();
    link.willAnswer(aPage({ timeZone: 'Asia/Tokyo' }));
    await TestBed.inject(PreferenceStore).followBrowserZone();
    expect(store.timeZone()).toBe('Asia/Tokyo');
    expect(browser.jar.get('clarion_tz')).toBe('Asia/Tokyo');
  });

  it.each([
    ['it was chosen before', () => started(aPage(), withCookie())],
    ['the address names one', () => started(aPage(), aBrowser('?tz=UTC'))],
    ['the site does not offer it', () => started(aPage({ site: aSite({ tzToggle: false }) }))],
    ['it is the same', () => started(aPage({ timeZone: 'Asia/Tokyo' }))],
  ])('stays when %s', async (_case, start) => {
    const { link } = start();
    await TestBed.inject(PreferenceStore).followBrowserZone();
    expect(link.asked).toEqual([]);
  });
});

const withCookie = () => {
  const browser = aBrowser();
  browser.jar.set('clarion_tz', 'UTC');
  return browser;
};

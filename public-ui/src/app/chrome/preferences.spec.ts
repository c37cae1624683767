import type { Snapshot } from '@clarion/contract';
import { registerDictionary } from '@clarion/i18n';
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
  const storage = new Map<string, string>();
  const root = document.createElement('html');
  return {
    jar,
    storage,
    kept: (name: string) => storage.get(name) ?? null,
    keep: (name: string, value: string) => storage.set(name, value),
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

/** Languages of a site, and one of them as the server would send it. */
const LOCALES = [
  { code: 'en', name: 'English', file: null },
  { code: 'de', name: 'Deutsch', file: '/assets/i18n/de.1.json' },
  { code: 'ar', name: 'العربية', file: '/assets/i18n/ar.1.json' },
];
const polyglot = (locale = 'en') => aPage({ locale, site: aSite({ locales: LOCALES }) });
const texts = (menu: string) => Response.json({ 'preferences.language': menu });

describe('the language', () => {
  afterEach(() => {
    registerDictionary('de', {});
    registerDictionary('ar', {});
  });

  it('is chosen among those of the site, and not at all when there is one', async () => {
    const { host } = await drawn(polyglot());
    expect([...host.querySelector<HTMLSelectElement>('[name=lang]')!.options].map((option) => option.label)).toEqual([
      'English',
      'Deutsch',
      'العربية',
    ]);
    TestBed.resetTestingModule();
    expect((await drawn()).host.querySelector('[name=lang]')).toBeNull();
  });

  it('comes with its words, once, and is remembered', async () => {
    const { host, pick, link, store, browser } = await drawn(polyglot());
    const select = host.querySelector<HTMLSelectElement>('[name=lang]')!;
    link.answers.push(texts('Sprache'));
    link.willAnswer(polyglot('de'));
    await pick(select, 'de');
    expect([store.locale(), textOf(host.querySelector('.picker-label'))]).toEqual(['de', 'Sprache']);
    expect([browser.jar.get('localLang'), browser.storage.get('kener_preferred_locale')]).toEqual(['de', 'de']);
    link.willAnswer(polyglot('en'));
    await pick(select, 'en');
    link.willAnswer(polyglot('de'));
    await pick(select, 'de');
    expect(link.asked.filter(({ url }) => url.includes('/assets/i18n/')).map(({ url }) => url)).toEqual(['/assets/i18n/de.1.json']);
    expect(textOf(host.querySelector('.picker-label'))).toBe('Sprache');
  });

  it('stays as it was when its words cannot be had', async () => {
    const { host, pick, link, store, browser } = await drawn(polyglot());
    const select = host.querySelector<HTMLSelectElement>('[name=lang]')!;
    link.answers.push(new Response(null, { status: 503 }), new Response(null, { status: 503 }));
    await pick(select, 'ar');
    expect([store.locale(), select.value, browser.jar.size]).toEqual(['en', 'en', 0]);
  });

  it('that an older page remembered holds, unless something newer was chosen', async () => {
    const { link, store, browser } = started(polyglot());
    browser.storage.set('kener_preferred_locale', 'de');
    link.answers.push(texts('Sprache'));
    link.willAnswer(polyglot('de'));
    await TestBed.inject(PreferenceStore).followStoredLocale();
    expect([store.locale(), browser.jar.get('localLang')]).toEqual(['de', 'de']);
    browser.storage.set('kener_preferred_locale', 'ar');
    await TestBed.inject(PreferenceStore).followStoredLocale();
    expect(store.locale()).toBe('de');
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

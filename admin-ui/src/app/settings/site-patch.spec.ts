import { TestBed } from '@angular/core/testing';
import { Injector, runInInjectionContext, signal } from '@angular/core';
import { form } from '@angular/forms/signals';
import { theSettings } from '../../testing/site-settings.js';
import { CODECS } from './site-codecs.js';
import { SITE_KEYS, type SiteDraft } from './site-draft.js';
import { changedKeys, fieldOfWireName, keysOf, pathOf, toChanges, toDraft, toStandard, toUndo, withoutRefused } from './site-patch.js';

const settings = theSettings();
const standard = toStandard(settings);
const changesOf = (change: (draft: SiteDraft) => void, stored = settings) => {
  const base = toDraft(stored);
  const draft = structuredClone(base);
  change(draft);
  return toChanges(base, draft, standard);
};

describe('settings as they are edited', () => {
  it('are unchanged on a new site, whatever the order of their members', () => {
    expect(changedKeys(standard, toDraft(settings))).toEqual([]);
    expect(changesOf(() => undefined)).toEqual({ values: {}, reset: [] });
  });

  it.each(SITE_KEYS)('%s is stored again as it was read', (key) => {
    const { default: value } = settings.find((each) => each.key === key)!;
    const written = CODECS[key].write(CODECS[key].read(value) as never);
    // Themes that follow the device have three names.
    expect(written).toEqual(key === 'theme' ? 'system' : key.startsWith('analytics.') ? null : value);
  });

  it('keep members nobody knows', () => {
    const stored = theSettings({ font: { family: 'Inter', cssSrc: '', weight: 400 }, nav: [{ name: 'A', url: '/', target: 'x' }] });
    expect(changesOf((draft) => (draft.font.family = 'Lato'), stored).values).toEqual({
      font: { family: 'Lato', cssSrc: '', weight: 400 },
    });
    expect(changesOf((draft) => (draft.nav[0]!.name = 'B'), stored).values['nav']).toEqual([
      { name: 'B', url: '/', iconURL: '', target: 'x' },
    ]);
  });
});

describe('toChanges', () => {
  it('sends what was changed and nothing else', () => {
    expect(
      changesOf((draft) => {
        draft.siteName = ' Acme ';
        draft.themeToggle = false;
        draft.homeIncidentCount = 3;
      }),
    ).toEqual({ values: { siteName: 'Acme', themeToggle: 'NO', homeIncidentCount: '3' }, reset: [] });
  });

  it('lets go of what is the default again, or empty', () => {
    const stored = theSettings({
      siteName: 'Acme',
      customCSS: 'a{}',
      theme: 'dark',
      announcement: { title: 'T', message: 'M', type: 'INFO' },
    });
    const changes = changesOf((draft) => {
      Object.assign(draft, { siteName: 'Clarion', customCSS: '  ', theme: 'system' });
      Object.assign(draft.announcement, { title: '', message: '' });
    }, stored);
    expect(changes).toEqual({ values: {}, reset: expect.arrayContaining(['siteName', 'customCSS', 'theme', 'announcement']) });
  });

  it('sends an announcement as the API has it', () => {
    const { values } = changesOf((draft) =>
      Object.assign(draft.announcement, { title: 'Soon', message: 'We move.', endsAt: '2026-11-24T10:00' }),
    );
    expect(values['announcement']).toEqual({
      ...{ title: 'Soon', message: 'We move.', type: 'INFO', reshowAfterInHours: null, cancellable: true, ctaURL: null, ctaText: null },
      ...{ startsAt: null, endsAt: Math.floor(new Date('2026-11-24T10:00').getTime() / 1000) },
    });
  });

  it('refuses a text that is no JSON', () => {
    expect(() => changesOf((draft) => (draft.hero = '{'))).toThrow(SyntaxError);
    expect(changesOf((draft) => (draft.hero = '{"title":"T"}')).values).toEqual({ hero: { title: 'T' } });
  });
});

it('an undo brings back what was stored, and forgets what was not', () => {
  const before = theSettings({ siteName: 'Acme' });
  const undo = toUndo(before, ['siteName', 'metaSiteTitle']);
  expect(undo).toEqual({ values: { siteName: 'Acme' }, reset: ['metaSiteTitle'] });
  expect(keysOf(undo)).toEqual(['siteName', 'metaSiteTitle']);
});

it('a change goes on without what was refused, and ends where nothing can be left out', () => {
  const changes = { values: { colors: {}, siteName: 'Acme' }, reset: ['nav'] };
  expect(withoutRefused(changes, [{ field: 'colors.DOWN' }])).toEqual({ values: { siteName: 'Acme' }, reset: ['nav'] });
  expect(withoutRefused(changes, [{ field: 'font.family' }])).toBeNull();
  expect(withoutRefused(changes, [])).toBeNull();
});

describe('names of refused fields', () => {
  it.each([
    ['siteName', ['siteName']],
    ['nav[1].url', ['nav', '1', 'url']],
    ['analytics.umami.requirements.Website ID', ['analytics.umami', 'requirements', 'Website ID']],
    ['analytics', ['analytics']],
    ['customCSSX', null],
    ['nope', null],
  ])('%s is %j', (name, path) => expect(pathOf(name)).toEqual(path));

  it('lead to their field, or to the nearest one around it', () => {
    runInInjectionContext(TestBed.inject(Injector), () => {
      const site = form(signal(toDraft(settings)));
      expect(fieldOfWireName(site, 'nav[0].url')).toBe(site.nav[0]!.url);
      expect(fieldOfWireName(site, 'nav[7].url')).toBe(site.nav);
      expect(fieldOfWireName(site, 'analytics.umami.requirements.Website ID')).toBe(site['analytics.umami'].requirements['Website ID']);
      expect(fieldOfWireName(site, 'hero.title')).toBe(site.hero);
      expect(fieldOfWireName(site, 'nope')).toBeNull();
    });
  });
});

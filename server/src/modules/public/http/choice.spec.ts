import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultVariant, variantOf, viewOf } from './choice.js';

const LOCALES = ['en'];
const of = (query: Record<string, unknown> = {}, cookies: Record<string, string> = {}) => variantOf({ query, cookies }, LOCALES);

describe('variantOf', () => {
  it('takes the address before the cookie, and the cookie before the default', () => {
    expect(of()).toEqual({ timeZone: 'UTC', locale: 'en' });
    expect(of({}, { clarion_tz: 'Europe/Berlin' }).timeZone).toBe('Europe/Berlin');
    expect(of({ tz: 'Asia/Tokyo' }, { clarion_tz: 'Europe/Berlin' }).timeZone).toBe('Asia/Tokyo');
    expect(of({ tz: ['Asia/Tokyo', 'UTC'] }).timeZone).toBe('Asia/Tokyo');
  });

  it('spells a zone in one way, so that it is one copy', () => {
    expect(of({ tz: 'europe/berlin' })).toEqual(of({ tz: 'Europe/Berlin' }));
  });

  it('takes the next choice, then the default, for what nobody knows', () => {
    expect(of({ tz: 'Mars/Olympus' }, { clarion_tz: 'Europe/Berlin' }).timeZone).toBe('Europe/Berlin');
    expect(of({ tz: '+02:00', lang: 'xx' })).toEqual(defaultVariant(LOCALES));
    expect(variantOf({ query: null, cookies: {} }, [])).toEqual({ timeZone: 'UTC', locale: 'en' });
  });

  it('SEC-65 answers a zone of the platform and a language of the site, whatever is sent', () => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
    fc.assert(
      fc.property(fc.string(), fc.string(), (tz, lang) => {
        const variant = of({ tz, lang }, { clarion_tz: lang, localLang: tz });
        expect(LOCALES).toContain(variant.locale);
        expect(
          zones.has(variant.timeZone) || new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone === variant.timeZone,
        ).toBe(true);
      }),
    );
  });
});

describe('the language', () => {
  const OFFERED = ['en', 'dk', 'de', 'ar', 'zh-HK'];
  const spoken = (query: Record<string, unknown>, cookies: Record<string, string>, header = '') =>
    variantOf({ query, cookies, headers: { 'accept-language': header } }, OFFERED).locale;

  it('is that of the address, else of the cookie, else of the browser, else the default', () => {
    expect(spoken({ lang: 'ar' }, { localLang: 'de' }, 'da')).toBe('ar');
    expect(spoken({}, { localLang: 'de' }, 'da')).toBe('de');
    expect(spoken({}, {}, 'fr, da;q=0.9, de;q=0.8')).toBe('da');
    expect(spoken({}, {}, 'fr')).toBe('en');
  });

  it('may be named in older words', () => {
    for (const lang of ['dk', 'da', 'DA']) expect(spoken({ lang }, {})).toBe('da');
    expect(spoken({}, { localLang: 'dk' })).toBe('da');
  });

  it('is one the site offers', () => {
    expect(spoken({ lang: 'fr' }, { localLang: 'sv' }, 'it')).toBe('en');
    expect(variantOf({ query: { lang: 'de' }, cookies: {}, headers: { 'accept-language': 'de' } }, ['ar']).locale).toBe('ar');
  });
});

describe('viewOf', () => {
  it('reads range and day, and takes what makes no sense for nothing', () => {
    const view = (query: Record<string, string>) => viewOf({ query, cookies: {} });
    expect(view({})).toEqual({ range: '24h', day: null });
    expect(view({ range: '90d', day: '2026-11-20' })).toEqual({ range: '90d', day: '2026-11-20' });
    expect(view({ range: '1h', days: '30' })).toEqual({ range: '1h', day: null, days: 30 });
    for (const days of ['31', '030', '1e1', '-7', '']) expect(view({ days })).toEqual({ range: '24h', day: null });
    expect(view({ range: 'toString', day: '2026-02-30' })).toEqual({ range: '24h', day: null });
  });
});

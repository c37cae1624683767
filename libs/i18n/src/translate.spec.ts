import { PAGE_STATUS_KEYS, type PageStatusKey } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import './all.js';
import { translate } from './translate.js';
import { PAGE_STATUS_MESSAGES } from './words.js';

describe('translate', () => {
  it('fills in parameters by name', () => {
    expect(translate('en', 'title.withStatus', { status: 'Down', title: 'Acme' })).toBe('Down · Acme');
  });

  it.each([
    [1, '1 of 4 services is affected.'],
    [3, '3 of 4 services are affected.'],
  ])('chooses the form for %i', (count, text) => {
    expect(translate('en', 'banner.affected', { count, total: 4 })).toBe(text);
  });

  it.each([
    ['zh-CN', 1, '每天'],
    ['ja', 1, '毎日'],
    ['id', 1, 'Setiap hari'],
    ['vi', 1, 'Hằng ngày'],
    ['zh-CN', 2, '每 2 天'],
    ['ja', 21, '21日ごと'],
  ])('%s has its form for exactly one, though its grammar has no singular: %i', (locale, count, text) => {
    expect(translate(locale, 'recurrence.daily', { count })).toBe(text);
  });

  it('leaves the choice to the grammar where a text has no form for one', () => {
    expect(translate('ja', 'duration.days', { count: 1 })).toBe('1日');
  });

  it('writes numbers as the locale does', () => {
    expect(translate('en', 'services.days', { count: 12_345 })).toBe('12,345 days');
  });

  it('speaks English where a locale is not loaded', () => {
    expect(translate('tlh', 'nav.menu')).toBe('Menu');
  });

  it('keeps names in Latin letters together where a text runs from right to left', () => {
    const title = (locale: string, status: string) => translate(locale, 'title.withStatus', { status, title: 'متجر' });
    expect(title('ar', 'Shop & Co.')).toBe('\u2068Shop & Co.\u2069 · متجر');
    expect(title('ar', '١٤:٠٥ UTC')).toBe('١٤:٠٥ UTC · متجر');
    expect(title('de', 'Shop')).toBe('Shop · متجر');
  });

  it('leaves every parameter as it is, whatever it contains', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (status, title) => {
        expect(translate('en', 'title.withStatus', { status, title })).toBe(`${status} · ${title}`);
      }),
    );
  });
});

/** @see status-engine §3: these words are a contract */
const CONTRACT: Readonly<Record<PageStatusKey, string>> = {
  NO_DATA: 'No Status Available',
  MAJOR_OUTAGE: 'Major System Outage',
  PARTIAL_OUTAGE: 'Partial System Outage',
  DEGRADED_PERFORMANCE: 'Degraded Performance',
  PARTIAL_DEGRADED: 'Partial Degraded Performance',
  UNDER_MAINTENANCE: 'Under Maintenance',
  ALL_OPERATIONAL: 'All Systems Operational',
};

describe('page status messages', () => {
  it.each(PAGE_STATUS_KEYS)('says %s in the words of the contract', (key) => {
    expect(translate('en', PAGE_STATUS_MESSAGES[key])).toBe(CONTRACT[key]);
  });
});

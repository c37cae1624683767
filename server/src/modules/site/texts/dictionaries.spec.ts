import { afterEach, describe, expect, it } from '@jest/globals';
import { translate } from '@clarion/i18n';
import { Dictionaries } from './dictionaries.js';

let dictionaries = new Dictionaries();
afterEach(() => {
  dictionaries.take({});
  dictionaries = new Dictionaries();
});

describe('Dictionaries', () => {
  it('make a file of every language but the one that is in the script', () => {
    expect(dictionaries.fileOf('de')?.name).toMatch(/^de\.[0-9a-f]{12}\.json$/);
    expect(JSON.parse(dictionaries.fileOf('de')!.json)).toMatchObject({ 'nav.menu': 'Menü' });
    expect(dictionaries.fileOf('en')).toBeNull();
  });

  it('say the owner’s words, here and in the files, and take them back', () => {
    const before = dictionaries.fileOf('de')!;
    dictionaries.take({ de: { 'banner.ALL_OPERATIONAL': 'Alles läuft' }, en: { 'nav.menu': 'Options' } });
    expect(translate('de', 'banner.ALL_OPERATIONAL')).toBe('Alles läuft');
    expect(dictionaries.fileOf('de')!.name).not.toBe(before.name);
    expect(JSON.parse(dictionaries.fileOf('en')!.json)).toEqual({ 'nav.menu': 'Options' });
    dictionaries.take({});
    expect(translate('de', 'banner.ALL_OPERATIONAL')).toBe('Alle Systeme in Betrieb');
    expect(translate('en', 'nav.menu')).toBe('Menu');
    expect(dictionaries.fileOf('de')).toEqual(before);
  });

  it('know older files for a while, those of our own words after a start, and no other name', () => {
    dictionaries.take({ de: { 'nav.menu': 'Auswahl' } });
    const { name } = dictionaries.fileOf('de')!;
    dictionaries.take({});
    expect(dictionaries.find(name)?.json).toContain('Auswahl');
    const own = dictionaries.fileOf('de')!.name;
    expect(new Dictionaries().find(own)?.name).toBe(own);
    for (const other of ['', 'de', 'de.json', '../en.json', 'de.000000000000.json']) expect(dictionaries.find(other)).toBeUndefined();
  });
});

import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { Translations } from '../../api/translations.js';
import { TranslationDialogs } from './translations.js';

const LOCALES = [
  { code: 'en', name: 'English', selected: true, disabled: false },
  { code: 'dk', name: 'Dansk', selected: true, disabled: false },
  { code: 'ar', name: 'العربية', selected: true, disabled: false },
  { code: 'fr', name: 'Français', selected: false, disabled: false },
];
const STORED: Translations = {
  object_type: 'monitor',
  object_id: 7,
  source: { name: 'Shop', description: null },
  translations: { da: { name: 'Butik' } },
};
const URL = '/status/api/v4/translations/monitor/7';

describe('TranslationsDialog', () => {
  let server: HttpTestingController;
  let closed: boolean | undefined;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const tabs = () => [...dialog().querySelectorAll<HTMLElement>('[role=tab]')];
  const field = () => dialog().querySelector('textarea')!;

  const open = async (locales = LOCALES, stored: Translations = STORED) => {
    TestBed.configureTestingModule({
      providers: [...dashboard([]), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
    });
    server = TestBed.inject(HttpTestingController);
    closed = undefined;
    void TestBed.inject(TranslationDialogs)
      .openTranslations('monitor', 7, 'Shop')
      .then((isStored) => (closed = isStored));
    await settle();
    server.expectOne(URL).flush(stored, { headers: { etag: '"1"' } });
    server.expectOne('/status/api/v4/site/i18n').flush({ key: 'i18n', value: { defaultLocale: 'en', locales }, data_type: 'object' });
    await settle();
    await settle();
  };
  const write = async (text: string) => {
    field().value = text;
    field().dispatchEvent(new Event('input'));
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('has a tab for each further language, and says what readers see where a text is missing', async () => {
    await open();
    expect(tabs().map(textOf)).toEqual(['Dansk', 'العربية (1 missing)']);
    expect([field().value, textOf(dialog().querySelector('mat-hint'))]).toEqual(['Butik', 'English: “Shop”']);
    await write('');
    expect(textOf(dialog().querySelector('mat-hint'))).toBe('Not translated, shows “Shop”');
    tabs()[1]!.click();
    await settle();
    expect([field().dir, field().lang]).toEqual(['rtl', 'ar']);
  });

  it('stores everything from the version it has read', async () => {
    await open();
    await write('Forretning');
    button(dialog(), 'Save').click();
    await settle();
    const { request } = server.expectOne(URL);
    expect([request.method, request.headers.get('if-match'), request.body]).toEqual([
      'PUT',
      '"1"',
      { translations: { da: { name: 'Forretning' } } },
    ]);
  });

  it('closes once it is stored, and stays with its words when it is not', async () => {
    await open();
    await write('Forretning');
    button(dialog(), 'Save').click();
    await settle();
    server.expectOne(URL).flush({ error: { code: 'INTERNAL', message: 'No luck' } }, { status: 500, statusText: 'x' });
    await settle();
    expect([textOf(dialog()).includes('No luck'), field().value]).toEqual([true, 'Forretning']);
    button(dialog(), 'Save').click();
    await settle();
    server.expectOne(URL).flush(STORED);
    await settle();
    await settle();
    expect(closed).toBe(true);
  });

  it('says what to do when there is one language only', async () => {
    await open(LOCALES.slice(0, 1), { ...STORED, translations: {} });
    expect(textOf(dialog())).toContain('The site speaks English alone.');
  });
});

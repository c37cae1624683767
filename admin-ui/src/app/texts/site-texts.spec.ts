import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { SiteTexts } from '../api/translations.js';
import { SiteTextsPage } from './site-texts.js';

const URL = '/status/api/v4/site/texts/en';
const STORED: SiteTexts = {
  locale: 'en',
  texts: { 'nav.menu': 'Options' },
  built_in: { 'nav.menu': 'Menu', 'nav.apply': 'Apply', 'services.days': { one: '{count} day', other: '{count} days' } },
};

describe('SiteTextsPage', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const fields = () => [...page().querySelectorAll('textarea')];

  const open = async (permissions: Parameters<typeof aSession>[0] = ['settings.read', 'settings.write']) => {
    TestBed.configureTestingModule({ providers: dashboard([{ path: 'texts', component: SiteTextsPage }]) });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create('/texts');
    await settle();
    server.expectOne(URL).flush(STORED, { headers: { etag: '"1"' } });
    await settle();
  };
  afterEach(() => TestBed.resetTestingModule());

  it('shows every sentence with the words that stand for it, one field a plural form', async () => {
    await open();
    expect(fields().map(({ value }) => value)).toEqual(['Options', '', '', '']);
    expect([...page().querySelectorAll('mat-hint')].map(textOf)).toEqual(['Menu', 'Apply', '{count} day', '{count} days']);
  });

  it('finds sentences by their words', async () => {
    await open();
    type(page().querySelector<HTMLInputElement>('[type=search]')!, 'appl');
    await settle();
    expect([...page().querySelectorAll('mat-hint')].map(textOf)).toEqual(['Apply']);
  });

  it('stores what is written, and nothing of the rest', async () => {
    await open();
    type(fields()[0]!, '');
    type(fields()[2]!, 'one day');
    await settle();
    button(page(), 'Save').click();
    await settle();
    const { request } = server.expectOne(URL);
    expect([request.headers.get('if-match'), request.body]).toEqual([
      '"1"',
      { texts: { 'services.days': { one: 'one day', other: '{count} days' } } },
    ]);
  });

  it('is only read by whoever may not change settings', async () => {
    await open(['settings.read']);
    expect(fields().every(({ readOnly }) => readOnly)).toBe(true);
    expect(page().querySelector('app-page-header button')).toBeNull();
  });
});

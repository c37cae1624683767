import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { aSession, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { theSettings } from '../../testing/site-settings.js';
import type { SettingChanges } from '../api/site-settings.js';
import { SiteSettings } from './site-settings.js';

const SETTINGS = '/status/api/v4/site-settings';

describe('SiteSettings', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  const card = (id: string) => host.querySelector<HTMLElement>(`#${id}`)!;
  const field = (id: string, label: string) =>
    [...card(id).querySelectorAll('mat-form-field')]
      .find((each) => textOf(each.querySelector('mat-label')) === label)!
      .querySelector<HTMLInputElement>('input, textarea')!;
  const toggle = async (id: string, label: string) => {
    [...card(id).querySelectorAll('mat-slide-toggle')]
      .find((each) => textOf(each) === label)!
      .querySelector('button')!
      .click();
    await settle();
  };
  const previews = () => server.match(({ url }) => url === `${SETTINGS}/previews`);
  const save = async () => {
    button(host, 'Save').click();
    await settle();
    await settle();
  };
  beforeEach(async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    TestBed.configureTestingModule({ providers: [dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['settings.read', 'settings.write']));
    host = TestBed.createComponent(SiteSettings).nativeElement as HTMLElement;
    document.body.append(host);
    await settle();
    server.expectOne(SETTINGS).flush({ settings: theSettings() }, { headers: { etag: '"1"' } });
    await settle();
    server.expectOne('/status/api/v4/deliveries/summary').flush({ is_mail_configured: false });
    await settle();
  });
  afterEach(() => {
    previews();
    server.verify();
    vi.useRealTimers();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('marks nothing of a new site as changed', () => expect(host.querySelectorAll('.own')).toHaveLength(0));

  it('compares the address with the one in use, and offers that', async () => {
    type(field('identity', 'Public address'), 'https://status.example.com');
    await settle();
    expect(textOf(card('identity'))).toContain(`You are using ${location.origin} right now`);
    button(card('identity'), `Use ${location.origin}`).click();
    await settle();
    expect(field('identity', 'Public address').value).toBe(location.origin);
    expect(textOf(card('identity'))).not.toContain('right now');
  });

  it('wants what a provider needs only while it is on, and sends what was filled in', async () => {
    await toggle('analytics', 'Umami');
    await save();
    expect(textOf(host.querySelector('app-settings-errors'))).toContain('Umami: Needed while it is on.');
    type(field('analytics', 'Website ID of Umami'), 'abc');
    await settle();
    await save();
    const request = server.expectOne(({ method }) => method === 'PATCH');
    expect(request.request.body).toEqual({
      values: { 'analytics.umami': { isEnabled: true, requirements: { 'Website ID': 'abc' } } },
      reset: [],
    });
    request.flush({ settings: theSettings() });
    await settle();
  });

  it('offers every way to subscribe, keeps what is stored beside it, and says that no mail goes out', async () => {
    expect(textOf(card('subscriptions'))).toContain('E-mail is not set up');
    const switches = [...card('subscriptions').querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('[role=switch]').length);
    expect(switches).toEqual([2, 2, 2, 2, 2, 2]);
    card('subscriptions').querySelector<HTMLElement>('[aria-label="Slack: incidents"]')!.click();
    await settle();
    await save();
    const request = server.expectOne(({ method }) => method === 'PATCH');
    const { values } = request.request.body as { values: { subscriptionsSettings: { enable: boolean; methods: object } } };
    const off = { incidents: false, maintenances: false };
    expect(values.subscriptionsSettings).toEqual({
      enable: false,
      methods: { emails: off, slack: { incidents: true, maintenances: false } },
    });
    request.flush({ settings: theSettings() });
    await settle();
  });

  it('shows how a pattern looks, and knows the presets', async () => {
    expect(textOf(card('formats').querySelector('mat-select'))).toBe('As the language has it');
    type(field('formats', 'Date'), "'day' d");
    await settle();
    expect(textOf(card('formats').querySelector('mat-select'))).toBe('Another');
    expect([...card('formats').querySelectorAll('mat-hint')].map(textOf)[1]).toMatch(/^day \d+$/);
  });

  it('keeps legacy settings folded until somebody wants them', async () => {
    expect(card('legacy').querySelector('mat-form-field')).toBeNull();
    expect(textOf(card('legacy'))).toContain('have no effect');
    button(card('legacy'), 'Show the legacy settings').click();
    await settle();
    type(field('legacy', 'Hero (JSON)'), '{');
    await settle();
    await save();
    expect(textOf(host.querySelector('app-settings-errors'))).toContain('Hero: This is not valid JSON.');
  });

  it('asks the server what changes would do, without those that it refuses', async () => {
    await vi.advanceTimersByTimeAsync(600);
    const [first] = previews();
    expect(first!.request.body).toEqual({ values: {}, reset: [] });
    first!.flush({ preview: { url: '/x', expires_at: 0, footer_html: '', announcement_html: '', robots_txt: 'User-agent: *' } });
    await settle();
    expect(textOf(card('seo').querySelector('pre'))).toBe('User-agent: *');
    type(field('identity', 'Site name'), 'Acme');
    type(field('seo', 'Title'), 'T');
    await settle();
    await vi.advanceTimersByTimeAsync(600);
    const [second] = previews();
    const refused = { error: { code: 'BAD_REQUEST', message: 'x', details: [{ field: 'metaSiteTitle', message: 'x' }] } };
    second!.flush(refused, { status: 400, statusText: 'Bad Request' });
    await settle();
    const [third] = previews();
    expect(third!.request.body as SettingChanges).toEqual({ values: { siteName: 'Acme' }, reset: [] });
  });
});

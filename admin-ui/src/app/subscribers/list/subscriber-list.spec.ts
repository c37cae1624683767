import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { aSubscriber, aSubscriberSummary } from '../../../testing/subscribers.js';
import type { Subscriber, SubscriberChange } from '../../api/subscribers.js';
import { SubscriberList } from './subscriber-list.js';

const READER: readonly Permission[] = ['subscribers.read'];
const WRITER: readonly Permission[] = ['subscribers.read', 'subscribers.write'];
const EVERYBODY: readonly Permission[] = [...WRITER, 'settings.read', 'pages.read', 'monitors.read'];
const API = '/status/api/v4';

describe('SubscriberList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const address = () => TestBed.inject(Router).url;
  const toast = () => [...document.querySelectorAll('mat-snack-bar-container')].map(textOf).join(' ');
  const rows = () => [...page().querySelectorAll('tbody tr')];
  const list = (): TestRequest => server.expectOne(({ url, method }) => method === 'GET' && url === `${API}/subscribers`);
  const flush = async (...subscribers: Subscriber[]) => {
    list().flush({ subscribers, page: 1, limit: 20, total: subscribers.length });
    server.match(`${API}/subscribers/summary`).forEach((request) => request.flush(aSubscriberSummary()));
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
  };
  const pick = async (who: string, deed: string) => {
    await press(page(), `Actions for ${who}`);
    [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')].find((each) => textOf(each) === deed)!.click();
    await settle();
  };
  const toggle = async (label: string) => {
    page().querySelector<HTMLButtonElement>(`mat-slide-toggle button[aria-label="${label}"]`)!.click();
    await settle();
  };
  const patched = (id = 12): TestRequest => server.expectOne({ method: 'PATCH', url: `${API}/subscribers/${id}` });
  const stored = async (request: TestRequest, subscriber: Subscriber) => {
    request.flush({ subscriber });
    await settle();
    await flush(subscriber);
  };
  const refused = { error: { code: 'INTERNAL_ERROR', message: 'It broke' } };
  const open = async (url = '/manage/subscribers', permissions: readonly Permission[] = WRITER) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: 'manage/subscribers', component: SubscriberList }]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create(url);
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('says who hears what, why somebody gets nothing, and leads to what they were sent', async () => {
    await open('/manage/subscribers', EVERYBODY);
    server.expectOne(`${API}/site/subscriptionsSettings`).flush({ key: 'x', data_type: 'object', value: { enable: true } });
    const europe = { page_path: 'eu', page_title: 'Europe', section_count: 1 };
    server.expectOne(`${API}/page-states`).flush({ pages: [europe], is_ordered: false });
    await settle();
    const scopes = [
      { type: 'page', page_path: 'eu' },
      { type: 'section', section_id: 7 },
      { type: 'monitor', monitor_tag: 'shop-web' },
      { type: 'incident', incident_id: 4 },
    ] as const;
    await flush(
      aSubscriber({ scopes: [...scopes], locale: 'de', last_delivered_at: '2026-03-02T10:15:03.000Z' }),
      aSubscriber({ id: 13, channel: 'slack', address: 'hooks.slack.com/…', state: 'paused', paused_reason: 'It failed 5 times.' }),
    );
    server.expectOne(`${API}/pages/eu/sections`).flush({ unsectioned: [], sections: [{ id: 7, name: 'Payments' }] });
    server.expectOne(`${API}/monitor-states/shop-web`).flush({ monitor: aState() });
    await settle();
    await settle();
    expect(textOf(rows()[0])).toContain('Page Europe, Section Payments, Web shop and 1 more');
    expect(textOf(rows()[0])).toContain('Deutsch');
    expect(textOf(rows()[1])).toMatch(/SlackPausedIt failed 5 times\..*Everything.*Nothing yet/);
    expect([...page().querySelectorAll('app-subscriber-tiles a')].map(textOf)).toEqual([
      ...['Pending0', 'Active2', 'Paused1', 'Bounced1', 'E-mail3', 'Slack1'],
    ]);
    await press(page(), 'Actions for ana@example.com');
    const deliveries = [...document.querySelectorAll('a')].find((each) => textOf(each) === 'See deliveries');
    expect(deliveries?.getAttribute('href')).toBe('/manage/deliveries?subscriber=12');
  });

  it('keeps its filters in the address, asks for them, and exports them', async () => {
    await open('/manage/subscribers?q=ana&channel=email&state=active&type=incidents&page=eu&monitor=shop-web&p=2');
    const { params } = list().request;
    expect(['search', 'channel', 'state', 'event_type', 'page_path', 'monitor_tag', 'page'].map((name) => params.get(name))).toEqual([
      ...['ana', 'email', 'active', 'incidents', 'eu', 'shop-web', '2'],
    ]);
    await harness.navigateByUrl('/manage/subscribers?state=paused');
    await settle();
    await flush(aSubscriber({ state: 'paused' }));
    expect(button(page(), 'Export these').getAttribute('href')).toBe('/status/api/v4/subscribers/export?state=paused');
    const tile = page().querySelector('app-subscriber-tiles a[aria-current]')!;
    expect([textOf(tile), tile.getAttribute('href')]).toEqual(['Paused1', '/manage/subscribers']);
    const search = page().querySelector<HTMLInputElement>('input[data-search]')!;
    type(search, 'bo');
    await vi.waitFor(() => expect(address()).toBe('/manage/subscribers?q=bo&state=paused'));
  });

  it('switches at once, takes it back, and switches back when the server refuses', async () => {
    await open();
    await flush(aSubscriber());
    const label = 'ana@example.com hears about maintenances';
    const isOn = () => page().querySelector(`button[aria-label="${label}"]`)!.getAttribute('aria-checked');
    await toggle(label);
    expect(isOn()).toBe('true');
    const request = patched();
    expect(request.request.body).toEqual({ maintenances: true });
    await stored(request, aSubscriber({ maintenances: true }));
    await press(document, 'Undo');
    const undo = patched();
    expect(undo.request.body).toEqual({ maintenances: false });
    await stored(undo, aSubscriber());
    await toggle(label);
    patched().flush(refused, { status: 500, statusText: 'Error' });
    await settle();
    expect([isOn(), textOf(page().querySelector('app-problem'))]).toEqual(['false', expect.stringContaining('It broke')]);
  });

  it('pauses, resumes, asks again and deletes', async () => {
    await open();
    await flush(aSubscriber(), aSubscriber({ id: 14, address: 'new@example.com', state: 'pending', status: 'PENDING' }));
    await pick('ana@example.com', 'Pause');
    const request = patched();
    expect(request.request.body as SubscriberChange).toEqual({ state: 'paused' });
    await stored(request, aSubscriber({ state: 'paused' }));
    await pick('ana@example.com', 'Resume');
    expect(patched().request.body).toEqual({ state: 'active' });
    await harness.navigateByUrl('/manage/subscribers?q=new');
    await settle();
    await flush(aSubscriber({ id: 14, address: 'new@example.com', state: 'pending', status: 'PENDING' }));
    expect(page().querySelector<HTMLButtonElement>('mat-slide-toggle button')!.disabled).toBe(true);
    await pick('new@example.com', 'Send the confirmation again');
    server.expectOne({ method: 'POST', url: `${API}/subscribers/14/resend` }).flush({ success: true });
    await settle();
    await vi.waitFor(() => expect(toast()).toContain('sent to new@example.com again'));
    await pick('new@example.com', 'Delete…');
    await press(dialog(), 'Delete');
    server.expectOne({ method: 'DELETE', url: `${API}/subscribers/14` }).flush({ message: 'gone' });
    await settle();
    await flush();
    expect(button(page().querySelector('app-empty-state')!, 'Clear filters')).toBeTruthy();
  });

  it('adds somebody from an address of its own, and puts a refusal on its field', async () => {
    await open('/manage/subscribers?add=yes');
    await flush(aSubscriber());
    type(dialog().querySelector('input')!, 'bo@example.com');
    await settle();
    await press(dialog(), 'Add');
    const add = () => server.expectOne({ method: 'POST', url: `${API}/subscribers` });
    const first = add();
    expect(first.request.body).toEqual({ email: 'bo@example.com', incidents: true, maintenances: true, scopes: [], locale: null });
    const details = [{ field: 'email', message: 'There is a subscriber with this address already' }];
    first.flush({ error: { code: 'BAD_REQUEST', message: 'No', details } }, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(textOf(dialog().querySelector('mat-error'))).toBe('There is a subscriber with this address already');
    type(dialog().querySelector('input')!, 'cy@example.com');
    await settle();
    await press(dialog(), 'Add');
    add().flush({ subscriber: aSubscriber({ id: 15, address: 'cy@example.com' }) });
    await vi.waitFor(() => expect(address()).toBe('/manage/subscribers'));
  });

  it('narrows what somebody hears about', async () => {
    await open('/manage/subscribers', [...WRITER, 'pages.read']);
    server.match(`${API}/page-states`).forEach((request) => request.flush({ pages: [], is_ordered: false }));
    await flush(aSubscriber({ scopes: [{ type: 'incident', incident_id: 4 }], locale: 'de' }));
    await pick('ana@example.com', 'Change scope and language');
    server
      .expectOne(`${API}/page-states`)
      .flush({ pages: [{ page_path: 'eu', page_title: 'Europe', section_count: 0 }], is_ordered: false });
    await settle();
    await press(dialog(), 'Remove Incident 4');
    expect(textOf(dialog())).toContain('Everything on the site.');
    await press(dialog(), 'Page');
    await press(document, 'Europe');
    await press(dialog(), 'Save');
    expect(patched().request.serializeBody()).toBe('{"scopes":[{"type":"page","page_path":"eu"}],"locale":"de"}');
  });

  it('says why it is empty: off, nobody yet', async () => {
    await open('/manage/subscribers', EVERYBODY);
    const setting = server.expectOne(`${API}/site/subscriptionsSettings`);
    await flush();
    expect(textOf(page())).toContain('Nobody has subscribed yet');
    expect(button(page(), 'See the public page').getAttribute('href')).toBe('/status/');
    setting.flush({ key: 'subscriptionsSettings', data_type: 'object', value: { enable: false } });
    await settle();
    expect(textOf(page())).toContain('Subscriptions are off');
    expect(button(page(), 'Open the settings').getAttribute('href')).toBe('/manage/settings#subscriptions');
  });

  it('has no dead buttons for a reader', async () => {
    await open('/manage/subscribers?add=yes', READER);
    await flush(aSubscriber());
    expect(dialog()).toBeNull();
    expect(page().querySelector('mat-slide-toggle')).toBeNull();
    expect(textOf(rows()[0])).toMatch(/Yes.*No/);
    await press(page(), 'Actions for ana@example.com');
    expect([...document.querySelectorAll('[mat-menu-item]')].map(textOf)).toEqual(['See deliveries']);
    expect([...page().querySelectorAll('app-page-header a, app-page-header button')].map(textOf)).toEqual(['Export']);
  });
});

import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import { aDelivery, aTrigger } from '../../testing/alerts.js';
import { aSession, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { DeliveriesResponse, DeliveryDetailResponse } from '../api/deliveries.js';
import { DeliveryList } from './delivery-list.js';

const DELIVERIES = '/status/api/v4/deliveries';
const SENT = { subject: 'Web shop is down', text: '<b>Down</b>' };
const FAILED = { attempted_at: '2026-03-02T10:15:02.000Z', duration_ms: 31, status: 503, error: 'out of order', answer: 'try later' };

describe('DeliveryList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const toast = () => [...document.querySelectorAll('mat-snack-bar-container')].map(textOf).join(' ');
  const address = () => TestBed.inject(Router).url;
  const list = (): TestRequest => server.expectOne(({ url, method }) => method === 'GET' && url === DELIVERIES);
  const flush = async (answer: Partial<DeliveriesResponse> = {}) => {
    list().flush({ deliveries: [aDelivery()], next_cursor: null, ...answer });
    server.match('/status/api/v4/triggers').forEach((request) => request.flush({ triggers: [aTrigger()] }));
    await settle();
  };
  const detail = async (answer: Partial<DeliveryDetailResponse> = {}) => {
    server.expectOne(`${DELIVERIES}/91`).flush({ delivery: aDelivery(), sent: SENT, attempts: [FAILED], ...answer });
    await settle();
  };
  const press = async (words: string) => {
    button(page(), words).click();
    await settle();
  };
  const open = async (url: string, permissions: Permission[] = ['alerts.read', 'alerts.write', 'triggers.read']) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: 'deliveries', component: DeliveryList }]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create(url);
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('opens on what one recipient was sent, with its filters in the address', async () => {
    await open('/deliveries?q=method:12&state=dead&channel=email&kind=subscription&event=12&subscriber=3');
    const request = list();
    const names = ['recipient', 'state', 'channel', 'kind', 'event_id', 'subscriber_id'];
    expect(names.map((name) => request.request.params.get(name))).toEqual(['method:12', 'dead', 'email', 'subscription', '12', '3']);
    expect(page().querySelector<HTMLInputElement>('input[data-search]')!.value).toBe('method:12');
    const dead = aDelivery({ recipient: 'method:12', state: 'dead', error: '550 no such user' });
    request.flush({ deliveries: [dead], next_cursor: null });
    await settle();
    expect(textOf(page().querySelector('tbody tr'))).toMatch(/Subscriber 12.*550 no such user.*Given up/);
    type(page().querySelector<HTMLInputElement>('input[data-search]')!, '');
    await vi.waitFor(() => expect(address()).not.toContain('q='));
  });

  it('names triggers, turns pages, and keeps the open one in the address', async () => {
    await open('/deliveries');
    await flush({ next_cursor: 50 });
    await press('Chat');
    expect(address()).toBe('/deliveries?open=91');
    await detail();
    await press('Older');
    expect(list().request.params.get('cursor')).toBe('50');
    expect(address()).toBe('/deliveries?before=50&open=91');
  });

  it('shows what was sent as text, each attempt with its answer, and sends it again', async () => {
    await open('/deliveries?open=91');
    await flush();
    const dead = aDelivery({ state: 'dead', error: 'out of order' });
    await detail({ delivery: dead });
    const panel = page().querySelector('app-delivery-panel')!;
    expect([...panel.querySelectorAll('pre')].map(textOf)).toEqual(['<b>Down</b>', 'try later']);
    expect(panel.querySelector('b')).toBeNull();
    expect(textOf(panel)).toMatch(/Given up.*Web shop is down.*Status 503: out of order/);
    await press('Send again');
    server.expectOne({ method: 'POST', url: `${DELIVERIES}/91/resend` }).flush({ delivery: dead });
    await settle();
    await flush();
    await detail({ delivery: dead });
    await press('Send again all that was given up of event 12');
    const all = server.expectOne({ method: 'POST', url: `${DELIVERIES}/resend` });
    expect(all.request.body).toEqual({ event_id: 12, failed_only: true });
    all.flush({ event_id: 12, count: 3 });
    await settle();
    await vi.waitFor(() => expect(toast()).toContain('3 messages are sent again'));
  });

  it('offers nothing to send again to a reader, and says why there is nothing', async () => {
    await open('/deliveries?open=91', ['subscribers.read']);
    await flush();
    await detail({ delivery: aDelivery({ kind: 'subscription', state: 'suppressed', reason: 'The address bounced.' }) });
    const panel = page().querySelector('app-delivery-panel')!;
    expect(textOf(panel)).toContain('The address bounced.');
    expect([...panel.querySelectorAll('button')].map((each) => each.getAttribute('aria-label'))).toEqual(['Close the details']);
    await harness.navigateByUrl('/deliveries');
    await settle();
    await harness.navigateByUrl('/deliveries?state=held');
    await settle();
    await flush({ deliveries: [] });
    expect(textOf(page())).toContain('No delivery matches');
  });
});

import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aMonitor, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { Monitor, MonitorTest } from '../../api/monitors.js';
import { keepsUnsavedWork } from '../../platform/unsaved.js';
import { MonitorForm } from './monitor-form.js';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const ROUTES = [
  { path: 'manage/monitors/new', component: MonitorForm, canDeactivate: [keepsUnsavedWork] },
  { path: 'manage/monitors/:tag/edit', component: MonitorForm, canDeactivate: [keepsUnsavedWork] },
  { path: '**', component: Elsewhere },
];
const URL_OF = '/status/api/v4/monitors/shop-web';
const PARENTS_OF = `${URL_OF}/parents`;

describe('MonitorForm', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const field = (label: string): HTMLInputElement => {
    const found = [...page().querySelectorAll('mat-form-field')].find(
      (each) => textOf(each.querySelector('label')).replace('*', '') === label,
    );
    return found!.querySelector('input, textarea')!;
  };
  const save = async (words = 'Save') => {
    button(page(), words).click();
    await settle();
  };
  const open = async (url: string, monitor?: Monitor, parents: string[] = []) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    server = TestBed.inject(HttpTestingController);
    await signIn();
    harness = await RouterTestingHarness.create(url);
    await settle();
    if (monitor) {
      server.expectOne({ method: 'GET', url: URL_OF }).flush({ monitor }, { headers: { ETag: '"v1"' } });
      server.expectOne({ method: 'GET', url: PARENTS_OF }).flush({ parents }, { headers: { ETag: '"p1"' } });
      await settle();
    }
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('creates what was typed, with a tag made of the name', async () => {
    await open('/manage/monitors/new');
    type(field('Name'), 'Checkout EU');
    type(field('URL'), 'https://checkout.example.com/health');
    await settle();
    expect(field('Tag').value).toBe('checkout-eu');
    await save('Create monitor');
    const request = server.expectOne({ method: 'POST', url: '/status/api/v4/monitors' });
    expect(request.request.body).toMatchObject({
      tag: 'checkout-eu',
      name: 'Checkout EU',
      monitor_type: 'API',
      cron: '* * * * *',
      page_paths: ['~home'],
      type_data: { url: 'https://checkout.example.com/health', method: 'GET', timeout: 10_000 },
    });
    request.flush({ monitor: aMonitor({ tag: 'checkout-eu', name: 'Checkout EU' }) }, { status: 201, statusText: 'Created' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/monitors/checkout-eu');
  });

  it('names every wrong field and leads to it', async () => {
    await open('/manage/monitors/new');
    type(field('URL'), 'not an address');
    await settle();
    await save('Create monitor');
    server.expectNone({ method: 'POST' });
    const summary = page().querySelector('app-error-summary')!;
    expect(textOf(summary)).toContain('3 things need your attention');
    expect(textOf(summary)).toContain('Name: Enter a name.');
    button(summary, 'URL').click();
    expect(document.activeElement).toBe(field('URL'));
  });

  it('offers every type for a new monitor, and behind a button for a stored one', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    expect(page().querySelector('.types')).toBeNull();
    button(page(), 'Change type').click();
    await settle();
    const radios = [...page().querySelectorAll<HTMLInputElement>('.types input')];
    expect(radios).toHaveLength(11);
    expect(document.activeElement).toBe(radios[0]);
    radios.find(({ value }) => value === 'TCP')!.click();
    await settle();
    type(field('Host'), 'mail.example.com');
    await settle();
    await save();
    const request = server.expectOne({ method: 'PATCH', url: URL_OF });
    expect(request.request.body).toEqual({
      monitor_type: 'TCP',
      type_data: { hosts: [{ host: 'mail.example.com', port: 80, timeout: 1_000, type: 'DOMAIN' }], send: '', assertions: [], tcpEval: '' },
    });
    request.flush(
      {
        error: {
          code: 'BAD_REQUEST',
          message: 'Not valid',
          details: [{ field: 'type_data.hosts[0].host', message: 'Cannot be used: address not allowed' }],
        },
      },
      { status: 400, statusText: 'Bad Request' },
    );
    await settle();
    expect(textOf(page().querySelector('app-error-summary'))).toContain('Hosts, row 1: Cannot be used: address not allowed');
  });

  it('puts the server’s refusals on their fields', async () => {
    await open('/manage/monitors/new');
    type(field('Name'), 'Shop');
    type(field('URL'), 'https://a.example');
    await settle();
    await save('Create monitor');
    server
      .expectOne({ method: 'POST', url: '/status/api/v4/monitors' })
      .flush(
        { error: { code: 'BAD_REQUEST', message: 'Not valid', details: [{ field: 'tag', message: 'This tag is taken.' }] } },
        { status: 400, statusText: 'Bad Request' },
      );
    await settle();
    expect(textOf(page().querySelector('app-error-summary'))).toContain('Tag: This tag is taken.');
    type(field('Tag'), 'shop-2');
    await settle();
    expect(page().querySelector('app-error-summary')).toBeNull();
  });

  it('sends only what changed, for the version that was read', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    expect(button(page(), 'Save').getAttribute('aria-disabled')).toBe('true');
    type(field('Name'), 'Shop');
    await settle();
    expect(textOf(page())).toContain('Unsaved changes');
    await save();
    const request = server.expectOne({ method: 'PATCH', url: URL_OF });
    expect(request.request.body).toEqual({ name: 'Shop' });
    expect(request.request.headers.get('If-Match')).toBe('"v1"');
    request.flush({ monitor: aMonitor({ name: 'Shop' }) }, { headers: { ETag: '"v2"' } });
    await settle();
    expect(textOf(page())).toContain('All changes saved');
  });

  it('asks field by field when somebody else saved meanwhile', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    type(field('Name'), 'Mine');
    await settle();
    await save();
    server
      .expectOne({ method: 'PATCH', url: URL_OF })
      .flush({ error: { code: 'PRECONDITION_FAILED', message: 'x' } }, { status: 412, statusText: 'x' });
    await settle();
    server
      .expectOne({ method: 'GET', url: URL_OF })
      .flush({ monitor: aMonitor({ name: 'Theirs', confirmation_threshold: 3 }) }, { headers: { ETag: '"v2"' } });
    server.expectOne({ method: 'GET', url: PARENTS_OF }).flush({ parents: ['router'] }, { headers: { ETag: '"p2"' } });
    await settle();
    const dialog = document.querySelector('app-conflict-dialog')!;
    expect(textOf(dialog)).toContain('MineMine');
    expect(textOf(dialog)).toContain('TheirsTheirs');
    expect(textOf(dialog)).not.toContain('Grace period');
    button(dialog, 'Save').click();
    const again = await vi.waitFor(() => server.expectOne({ method: 'PATCH', url: URL_OF }));
    expect(again.request.body).toEqual({ name: 'Mine' });
    expect(again.request.headers.get('If-Match')).toBe('"v2"');
    again.flush({ monitor: aMonitor({ name: 'Mine', confirmation_threshold: 3 }) }, { headers: { ETag: '"v3"' } });
    await settle();
    expect(field('Grace period').value).toBe('3');
  });

  it('stores whom it depends on where that belongs, first and only when it changed', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor(), ['db', 'router']);
    for (const tag of ['db', 'router'])
      server.expectOne(`/status/api/v4/monitor-states/${tag}`).flush({ monitor: aState({ tag, name: `The ${tag}` }) });
    await settle();
    button(page(), 'Remove The db').click();
    type(field('Name'), 'Shop');
    await settle();
    await save();
    const refused = server.expectOne({ method: 'PUT', url: PARENTS_OF });
    expect([refused.request.body, refused.request.headers.get('If-Match')]).toEqual([{ parents: ['router'] }, '"p1"']);
    const details = [{ field: 'parents', message: 'In a circle: shop-web → router → shop-web' }];
    refused.flush({ error: { code: 'BAD_REQUEST', message: 'x', details } }, { status: 400, statusText: 'Bad Request' });
    await settle();
    server.expectNone({ method: 'PATCH' });
    expect(textOf(page().querySelector('app-error-summary'))).toContain('Depends on: In a circle');
    button(page(), 'Remove The router').click();
    await settle();
    await save();
    server.expectOne({ method: 'PUT', url: PARENTS_OF }).flush({ parents: [] }, { headers: { ETag: '"p2"' } });
    const patch = await vi.waitFor(() => server.expectOne({ method: 'PATCH', url: URL_OF }));
    expect(patch.request.body).toEqual({ name: 'Shop' });
    patch.flush({ monitor: aMonitor({ name: 'Shop' }) }, { headers: { ETag: '"v2"' } });
    await settle();
    expect(textOf(page())).toContain('All changes saved');
  });

  it('leaves the settings alone when only the dependencies changed', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor(), ['db']);
    button(page(), 'Remove db').click();
    await settle();
    await save();
    server.expectOne({ method: 'PUT', url: PARENTS_OF }).flush({ parents: [] }, { headers: { ETag: '"p2"' } });
    await settle();
    server.expectNone({ method: 'PATCH' });
    expect(textOf(page())).toContain('All changes saved');
  });

  it('offers Save, Discard and Stay to whoever leaves with unsaved work', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    type(field('Name'), 'Shop');
    await settle();
    const leave = TestBed.inject(Router).navigateByUrl('/manage/overview');
    await settle();
    button(document.querySelector('app-unsaved-dialog')!, 'Stay').click();
    expect(await leave).toBe(false);
    expect(field('Name').value).toBe('Shop');

    const save = TestBed.inject(Router).navigateByUrl('/manage/overview');
    await settle();
    button(document.querySelector('app-unsaved-dialog')!, 'Save').click();
    const request = await vi.waitFor(() => server.expectOne({ method: 'PATCH', url: URL_OF }));
    request.flush({ monitor: aMonitor({ name: 'Shop' }) });
    expect(await save).toBe(true);
  });

  it('stops the tab from closing with unsaved work', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    const calm = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(calm);
    expect(calm.defaultPrevented).toBe(false);
    type(field('Name'), 'Shop');
    await settle();
    const warned = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(warned);
    expect(warned.defaultPrevented).toBe(true);
  });

  it('tests what stands in the form and explains the verdict', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    type(field('URL'), 'https://other.example');
    await settle();
    button(page(), 'Test now').click();
    await settle();
    const request = server.expectOne('/status/api/v4/monitor-tests');
    expect(request.request.body).toMatchObject({ tag: 'shop-web', monitor_type: 'API', type_data: { url: 'https://other.example' } });
    const test: MonitorTest = {
      status: 'DOWN',
      latency: 1_204,
      type: 'REALTIME',
      error_message: 'HTTP 503',
      verdict: 'The server answered with HTTP 503.',
      timings: { dns_ms: 12, connect_ms: 30, tls_ms: 41, first_byte_ms: 980, total_ms: 1_204 },
      http: { status_code: 503, headers: [{ name: 'server', value: 'nginx' }], body_excerpt: 'sorry' },
    };
    request.flush({ test });
    await settle();
    const result = page().querySelector('app-test-result')!;
    expect(textOf(result)).toContain('The server answered with HTTP 503.');
    expect(textOf(result)).toContain('Would record: Down, 1.2 s');
    expect(result.querySelector('.bar')?.getAttribute('aria-label')).toContain('Waiting for the first byte 980 ms');
  });

  it('keeps a masked secret until it is replaced', async () => {
    await open('/manage/monitors/shop-web/edit', aMonitor());
    expect(textOf(page().querySelector('.secret'))).toContain('••••x9Qz');
    button(page(), 'Replace the value of Authorization').click();
    await settle();
    type(field('Value'), 'Bearer new');
    await settle();
    await save();
    const request = server.expectOne({ method: 'PATCH', url: URL_OF });
    expect(request.request.body).toMatchObject({ type_data: { headers: [{ key: 'Authorization', value: 'Bearer new' }] } });
  });
});

import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, button, nobody, settle, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { detect } from './detect.js';
import { Setup } from './setup.js';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const ROUTES = [
  { path: 'manage/setup', component: Setup },
  { path: '**', component: Elsewhere },
];

describe('Setup', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const step = () => page().querySelector<HTMLElement>('.mat-horizontal-stepper-content-current')!;
  const inputs = () => [...step().querySelectorAll('input')];
  const expectOne = (method: string, path: string) => server.expectOne({ method, url: `/status/api/v4${path}` });
  const catchUp = async () => {
    await settle();
    await settle();
  };
  const open = async (answer = nobody({ needs_setup: true })) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    server = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/manage/setup');
    expectOne('GET', '/session').flush(answer);
    await catchUp();
  };
  beforeEach(() => localStorage.clear());

  it('leads from nothing to a tested monitor on the home page', async () => {
    await open();
    const [name, email, password] = inputs();
    type(name!, 'Ada');
    type(email!, 'ada@example.com');
    type(password!, 'short');
    await settle();
    expect(textOf(step())).toContain('Still needs 8 characters, an upper-case letter, a digit.');
    type(password!, 'Correct-Horse-7');
    await settle();
    button(step(), 'Create account and continue').click();
    await settle();
    const owner = expectOne('POST', '/setup/owner');
    expect(owner.request.body).toEqual({ name: 'Ada', email: 'ada@example.com', password: 'Correct-Horse-7' });
    expect(owner.request.headers.get('X-CSRF-Token')).toBe('token-before');
    owner.flush(aSession(), { status: 201, statusText: 'Created' });
    await catchUp();

    expectOne('GET', '/site').flush({ site_data: [{ key: 'siteName', value: 'Clarion', data_type: 'string' }] });
    await settle();
    expect(textOf(step().querySelector('h2'))).toBe('Name your site');
    type(inputs()[0]!, 'Acme Status');
    await settle();
    button(step(), 'Save and continue').click();
    await settle();
    expect(expectOne('PATCH', '/site/siteName').flush({})).toBeUndefined();
    await settle();
    expectOne('PATCH', '/site/siteURL').flush({});
    await catchUp();

    expect(textOf(step().querySelector('h2'))).toBe('Watch something');
    expect(button(step(), 'Create and continue').disabled).toBe(true);
    type(inputs()[0]!, 'shop.example.com/health');
    await settle();
    expect(textOf(step())).toContain('https://shop.example.com/health');
    button(step(), 'Test now').click();
    await settle();
    const test = expectOne('POST', '/monitor-tests');
    expect(test.request.body).toMatchObject({ monitor_type: 'API', type_data: { url: 'https://shop.example.com/health' } });
    test.flush({
      test: {
        status: 'UP',
        latency: 84,
        type: 'REALTIME',
        error_message: null,
        verdict: 'The server answered 200.',
        timings: null,
        http: null,
      },
    });
    await settle();
    expect(textOf(step())).toContain('The server answered 200.');
    button(step(), 'Create and continue').click();
    await settle();
    const created = expectOne('POST', '/monitors');
    expect(created.request.body).toMatchObject({ tag: 'shop-example-com-health', name: 'shop.example.com health', page_paths: ['~home'] });
    created.flush({ monitor: {} }, { status: 201, statusText: 'Created' });
    await catchUp();
    expect(textOf(step().querySelector('h2'))).toBe('Your status page');
  });

  it('goes on where it stopped', async () => {
    localStorage.setItem('clarion.setup-step', 'monitor');
    await open(aSession());
    expect(textOf(step().querySelector('h2'))).toBe('Watch something');
    button(step(), 'Skip').click();
    await catchUp();
    expect(textOf(step().querySelector('h2'))).toBe('Your status page');
    expect(localStorage.getItem('clarion.setup-step')).toBe('page');
  });

  it('sends strangers to sign-in once there is an owner', async () => {
    await open(nobody());
    expect(TestBed.inject(Router).url).toBe('/account/signin?returnTo=%2Fmanage%2Fsetup');
  });
});

describe('detect', () => {
  it.each([
    ['https://www.example.com', { ok: true, url: 'https://www.example.com', name: 'example.com', tag: 'example-com' }],
    ['example.com/health', { ok: true, url: 'https://example.com/health', name: 'example.com health', tag: 'example-com-health' }],
    ['localhost:8080', { ok: true, url: 'https://localhost:8080', name: 'localhost', tag: 'localhost-8080' }],
    ['10.0.0.7', { ok: true, url: 'https://10.0.0.7', name: '10.0.0.7', tag: '10-0-0-7' }],
    ['ftp://example.com', { ok: false }],
    ['my backup job', { ok: false }],
    ['', { ok: false }],
  ])('%s', (text, expected) => {
    expect(detect(text)).toMatchObject(expected);
  });
});

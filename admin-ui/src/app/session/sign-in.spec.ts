import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, button, nobody, settle, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { SessionStore } from './session-store.js';
import { SignIn } from './sign-in.js';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const ROUTES = [
  { path: 'account/signin', component: SignIn },
  { path: '**', component: Elsewhere },
];

describe('SignIn', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const session = (method: string) => server.expectOne({ method, url: '/status/api/v4/session' });
  const open = async (url: string, answer = nobody()) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    server = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create(url);
    session('GET').flush(answer);
    await settle();
  };
  const send = async (password: string) => {
    const [email, secret] = page().querySelectorAll('input');
    type(email!, 'ada@example.com');
    type(secret!, password);
    await settle();
    button(page(), 'Sign in').click();
    await settle();
    session('GET').flush(nobody({ csrf_token: 'fresh' }));
    await settle();
    return session('POST');
  };

  it('leads back to where the person came from', async () => {
    await open('/account/signin?returnTo=%2Fmanage%2Fapi-keys');
    const request = await send('secret');
    expect(request.request.body).toEqual({ email: 'ada@example.com', password: 'secret' });
    expect(request.request.headers.get('X-CSRF-Token')).toBe('fresh');
    request.flush(aSession());
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/api-keys');
    expect(TestBed.inject(SessionStore).can('monitors.write')).toBe(true);
  });

  it('says why not, and clears the password only', async () => {
    await open('/account/signin');
    (await send('wrong')).flush(
      { error: { code: 'UNAUTHORIZED', message: 'Wrong e-mail address or password' } },
      { status: 401, statusText: 'x' },
    );
    await settle();
    expect(textOf(page().querySelector('[role=alert]'))).toContain('Wrong e-mail address or password');
    expect([...page().querySelectorAll('input')].map(({ value }) => value)).toEqual(['ada@example.com', '']);
  });

  it('says how long to wait after too many attempts', async () => {
    await open('/account/signin');
    (await send('wrong')).flush(
      { error: { code: 'RATE_LIMITED', message: 'Too many attempts.' } },
      { status: 429, statusText: 'x', headers: { 'Retry-After': '900' } },
    );
    await settle();
    expect(textOf(page().querySelector('[role=alert]'))).toContain('Try again in 15 minutes.');
  });

  it('leads to the wizard while there is no owner, and onwards who is signed in already', async () => {
    await open('/account/signin', nobody({ needs_setup: true }));
    expect(TestBed.inject(Router).url).toBe('/manage/setup');
    TestBed.resetTestingModule();
    await open('/account/signin', aSession());
    expect(TestBed.inject(Router).url).toBe('/manage/overview');
  });
});

describe('SessionStore', () => {
  it('keeps who is on screen while they sign in again', async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const server = TestBed.inject(HttpTestingController);
    const store = TestBed.inject(SessionStore);
    const ready = store.ready();
    server.expectOne('/status/api/v4/session').flush(aSession());
    await ready;
    const again = store.signIn('ada@example.com', 'secret');
    server.expectOne({ method: 'GET', url: '/status/api/v4/session' }).flush(nobody({ csrf_token: 'fresh' }));
    await settle();
    expect(store.user()?.name).toBe('Ada');
    server.expectOne({ method: 'POST', url: '/status/api/v4/session' }).flush(aSession());
    await again;
  });
});

import { Component } from '@angular/core';
import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, nobody, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { Forbidden } from '../shell/forbidden.js';
import { requires, requiresAny, safeReturnTo, signedIn } from './guards.js';

@Component({ template: 'the screen' })
class Screen {}

const ROUTES = [
  { path: 'account/signin', component: Screen },
  { path: 'manage/setup', component: Screen },
  { path: 'manage/unreachable', component: Screen },
  { path: 'manage/forbidden', component: Forbidden },
  { path: 'manage/api-keys', component: Screen, canActivate: [signedIn, requires('api_keys.read')] },
  { path: 'manage/deliveries', component: Screen, canActivate: [signedIn, requiresAny('alerts.read', 'subscribers.read')] },
];

describe('signedIn and requires', () => {
  const visit = async (url: string, answer: (server: HttpTestingController) => void) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    const harness = await RouterTestingHarness.create();
    const done = harness.navigateByUrl(url);
    await new Promise<void>((resolve) => setTimeout(resolve));
    answer(TestBed.inject(HttpTestingController));
    await done.catch(() => undefined);
    return { url: TestBed.inject(Router).url, text: textOf(harness.routeNativeElement) };
  };
  const session = (server: HttpTestingController) => server.expectOne('/status/api/v4/session');

  it('leads a stranger to sign-in and remembers the address', async () => {
    const { url } = await visit('/manage/api-keys?x=1', (server) => session(server).flush(nobody()));
    expect(url).toBe('/account/signin?returnTo=%2Fmanage%2Fapi-keys%3Fx%3D1');
  });

  it('leads to the wizard while there is no owner', async () => {
    const { url } = await visit('/manage/api-keys', (server) => session(server).flush(nobody({ needs_setup: true })));
    expect(url).toBe('/manage/setup');
  });

  it('lets in who has the permission', async () => {
    const { text } = await visit('/manage/api-keys', (server) => session(server).flush(aSession(['api_keys.read'])));
    expect(text).toBe('the screen');
  });

  it('names the missing permission and keeps the address', async () => {
    const { text } = await visit('/manage/api-keys', (server) => session(server).flush(aSession(['monitors.read'])));
    expect(text).toContain('Missing permission: View API keys');
    expect(text).toContain('api_keys.read');
  });

  it('lets in who has any of several, and names the first to who has none', async () => {
    const { text } = await visit('/manage/deliveries', (server) => session(server).flush(aSession(['subscribers.read'])));
    expect(text).toBe('the screen');
    TestBed.resetTestingModule();
    const other = await visit('/manage/deliveries', (server) => session(server).flush(aSession(['monitors.read'])));
    expect(other.text).toContain('alerts.read');
  });

  it('says so when the server cannot be reached', async () => {
    const { text } = await visit('/manage/api-keys', (server) => session(server).error(new ProgressEvent('error')));
    expect(text).toBe('the screen');
  });
});

describe('safeReturnTo', () => {
  it.each([
    ['/manage/monitors?status=DOWN', '/manage/monitors?status=DOWN'],
    ['/manage', '/manage'],
    ['https://evil.example', '/manage/overview'],
    ['//evil.example', '/manage/overview'],
    ['/manage\\..\\evil', '/manage/overview'],
    ['/account/signin?returnTo=/account/signin', '/manage/overview'],
    ['/managed', '/manage/overview'],
    [null, '/manage/overview'],
  ])('%s leads to %s', (text, target) => {
    expect(safeReturnTo(text)).toBe(target);
  });
});

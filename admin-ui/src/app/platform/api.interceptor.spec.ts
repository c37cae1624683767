import { HttpClient } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { settle } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { CsrfToken } from './csrf-token.js';
import { toProblem } from './problem.js';
import { SignInAgain } from './sign-in-again.js';

describe('apiInterceptor', () => {
  let http: HttpClient;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: dashboard() });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    TestBed.inject(CsrfToken).value.set('token-1');
  });
  afterEach(() => server.verify());

  it('puts the base path before the API and the CSRF token on unsafe methods only', () => {
    http.get('/api/v4/monitors').subscribe();
    http.post('/api/v4/monitors', {}).subscribe();
    const [read, write] = [
      server.expectOne({ method: 'GET', url: '/status/api/v4/monitors' }),
      server.expectOne({ method: 'POST', url: '/status/api/v4/monitors' }),
    ];
    expect(read.request.headers.has('X-CSRF-Token')).toBe(false);
    expect(write.request.headers.get('X-CSRF-Token')).toBe('token-1');
    read.flush({});
    write.flush({});
  });

  it('lets the person sign in again and repeats the call with the new token', async () => {
    let asked = 0;
    TestBed.inject(SignInAgain).askWith(async () => {
      asked += 1;
      TestBed.inject(CsrfToken).value.set('token-2');
      return true;
    });
    const [first, second] = [firstValueFrom(http.patch('/api/v4/me', { name: 'Ada' })), firstValueFrom(http.get('/api/v4/overview'))];
    server.expectOne('/status/api/v4/me').flush({}, { status: 401, statusText: 'Unauthorized' });
    server.expectOne('/status/api/v4/overview').flush({}, { status: 401, statusText: 'Unauthorized' });
    await settle();
    const repeated = server.expectOne('/status/api/v4/me');
    expect(repeated.request.headers.get('X-CSRF-Token')).toBe('token-2');
    expect(repeated.request.body).toEqual({ name: 'Ada' });
    repeated.flush({ ok: true });
    server.expectOne('/status/api/v4/overview').flush({ ok: true });
    expect(await first).toEqual({ ok: true });
    expect(await second).toEqual({ ok: true });
    expect(asked).toBe(1);
  });

  it('hands the refusal on when the person leaves, and never asks about sign-in itself', async () => {
    TestBed.inject(SignInAgain).askWith(async () => false);
    const refused = firstValueFrom(http.get('/api/v4/overview')).catch(toProblem);
    server.expectOne('/status/api/v4/overview').flush({}, { status: 401, statusText: 'Unauthorized' });
    expect(await refused).toMatchObject({ status: 401 });

    TestBed.inject(SignInAgain).askWith(async () => {
      throw new Error('asked');
    });
    const wrong = firstValueFrom(http.post('/api/v4/session', {})).catch(toProblem);
    server
      .expectOne('/status/api/v4/session')
      .flush({ error: { code: 'UNAUTHORIZED', message: 'E-mail or password is wrong.' } }, { status: 401, statusText: 'Unauthorized' });
    expect(await wrong).toMatchObject({ message: 'E-mail or password is wrong.' });
  });
});

describe('toProblem', () => {
  it('reads message, fields, request id and the wait of an answer', async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const failed = firstValueFrom(TestBed.inject(HttpClient).get('/api/v4/overview')).catch(toProblem);
    TestBed.inject(HttpTestingController)
      .expectOne('/status/api/v4/overview')
      .flush(
        { error: { code: 'RATE_LIMITED', message: 'Slow down', details: [{ field: 'name', message: 'taken' }], request_id: 'r-1' } },
        { status: 429, statusText: 'Too Many', headers: { 'Retry-After': '30' } },
      );
    expect(await failed).toEqual({
      status: 429,
      code: 'RATE_LIMITED',
      message: 'Slow down',
      fields: [{ field: 'name', message: 'taken' }],
      requestId: 'r-1',
      retryAfterSeconds: 30,
    });
  });

  it('has words when something else than the API answers', async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const failed = firstValueFrom(TestBed.inject(HttpClient).get('/api/v4/overview')).catch(toProblem);
    TestBed.inject(HttpTestingController).expectOne('/status/api/v4/overview').flush('<html>', { status: 502, statusText: 'Bad Gateway' });
    expect(await failed).toMatchObject({ status: 502, message: 'The server is not answering at the moment.', requestId: null });
  });
});

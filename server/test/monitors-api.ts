import { type Response } from 'supertest';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { MonitorsModule } from '../src/modules/monitors/monitors.module.js';
import { ADA_COOKIE, CSRF_TOKEN, FakeAuthenticator } from './fake-authenticator.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** Everything: a key without scopes. */
export const FULL_KEY = { authorization: 'Bearer key:*' };
/** A key with scopes: it reads no secrets. */
export const SCOPED_KEY = { authorization: 'Bearer key:monitors.read,monitors.write' };
/** Ada in her browser. */
export const ADA = { cookie: ADA_COOKIE, origin: 'http://localhost:3000', 'x-csrf-token': CSRF_TOKEN };

type Headers = Readonly<Record<string, string>>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The monitors' routes over a real server and a real database. */
export class MonitorsApi {
  private constructor(readonly app: TestApp) {}

  static async start(options: TestAppOptions = {}): Promise<MonitorsApi> {
    return new MonitorsApi(
      await startTestApp({ imports: [AuditModule, MonitorsModule], authenticator: new FakeAuthenticator(), ...options }),
    );
  }

  get = (path: string, headers: Headers = FULL_KEY): Promise<Response> => this.send('get', path, undefined, headers);
  post = (path: string, body?: unknown, headers: Headers = FULL_KEY): Promise<Response> => this.send('post', path, body, headers);
  put = (path: string, body?: unknown, headers: Headers = FULL_KEY): Promise<Response> => this.send('put', path, body, headers);
  patch = (path: string, body?: unknown, headers: Headers = FULL_KEY): Promise<Response> => this.send('patch', path, body, headers);
  delete = (path: string, headers: Headers = FULL_KEY): Promise<Response> => this.send('delete', path, undefined, headers);

  /** @param body an object becomes JSON, a text is sent as it is */
  async send(method: Method, path: string, body: unknown, headers: Headers): Promise<Response> {
    const call = this.app.request()[method](`/api/v4/${path}`).set(headers);
    if (body === undefined) return call;
    return call.set('content-type', 'application/json').send(typeof body === 'string' ? body : JSON.stringify(body));
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.app.sources.get('upkeep').query<Row[]>(sql, [...parameters]);
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

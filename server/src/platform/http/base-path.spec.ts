import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { startTestApp, type TestApp } from '../../../test/test-app.js';
import { Config } from '../config/config.js';
import { OUTSIDE, stripBasePath } from './base-path.js';
import { OurCookie } from './cookies.js';
import { Public, Requires } from './policy.js';

describe('stripBasePath', () => {
  it.each([
    ['/status', '/'],
    ['/status/', '/'],
    ['/status?x=1', '/?x=1'],
    ['/status/api/v4/monitors?x=1', '/api/v4/monitors?x=1'],
    ['//status//api', '/api'],
    ['/status/a?next=//b', '/a?next=//b'],
    ['/readyz', '/readyz'],
    ['/status/readyz', '/readyz'],
    ['/', OUTSIDE],
    ['/statusx', OUTSIDE],
    ['/api/v4/monitors', OUTSIDE],
    ['/%73tatus/api', OUTSIDE],
    ['/STATUS/api', OUTSIDE],
    ['*', OUTSIDE],
  ])('takes /status off %s', (url, expected) => {
    expect(stripBasePath(url, '/status')).toBe(expected);
  });

  it('changes nothing without a base path', () => {
    expect(stripBasePath('//a//b?c', '')).toBe('//a//b?c');
  });
});

@Controller('api/v4/things')
class ThingsController {
  constructor(private readonly config: Config) {}
  @Get() @Requires() list(): string[] {
    return [];
  }
  @Get('cookie') @Public() cookie(@Res({ passthrough: true }) reply: FastifyReply): object {
    new OurCookie('clarion_session', this.config).set(reply, 'x', 60);
    return {};
  }
}

describe('SEC-01 under a base path', () => {
  let spec: TestApp;
  beforeAll(async () => {
    const env = { APP_BASE_PATH: '/status', ORIGIN: 'https://example.org' };
    spec = await startTestApp({ controllers: [ThingsController], authenticator: new FakeAuthenticator(), env });
  });
  afterAll(() => spec.close());
  const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
    (await spec.request().get(path).set(headers)).status;

  it('serves inside and nothing outside, but for probes', async () => {
    const key = { authorization: 'Bearer key:*' };
    expect(await status('/status/api/v4/things', key)).toBe(200);
    expect(await status('/status//api/v4/things/', key)).toBe(200);
    expect(await status('/api/v4/things', key)).toBe(404);
    expect(await status('/statusapi/v4/things', key)).toBe(404);
    expect(await status('/livez')).toBe(200);
    expect(await status('/status/livez')).toBe(200);
  });

  it('guards every spelling', async () => {
    for (const path of [
      '/status/api/v4/things',
      '/status//api//v4/things',
      '/status/%61pi/v4/things',
      '/status/api/v4/./things',
      '/%73tatus/api/v4/things',
    ]) {
      expect([401, 404]).toContain(await status(path));
    }
  });

  it('SEC-61 keeps cookies to the path, and secure', async () => {
    const { headers } = await spec.request().get('/status/api/v4/things/cookie').expect(200);
    const [cookie] = headers['set-cookie'] as unknown as string[];
    expect(cookie).toBe('__Secure-clarion_session=x; Max-Age=60; Path=/status; HttpOnly; Secure; SameSite=Lax');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('SEC-61 names cookies for the host where there is no path', () => {
    expect(new OurCookie('s', { isHttps: true, APP_BASE_PATH: '' }).name).toBe('__Host-s');
    expect(new OurCookie('s', { isHttps: false, APP_BASE_PATH: '' }).name).toBe('s');
  });
});

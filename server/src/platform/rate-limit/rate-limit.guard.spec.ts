import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { startTestApp } from '../../../test/test-app.js';
import { Public, Requires, Unaudited } from '../http/policy.js';
import { RateLimit } from '../http/rate-limit-rule.js';
import { clientKey } from './rate-limit.guard.js';

@Controller('api/v4/limited')
@Unaudited('made for this spec')
class LimitedController {
  @Post() @Public() @RateLimit({ name: 'spec', limit: 2, seconds: 60 }) byAddress(): object {
    return {};
  }
  @Get() @Requires() @RateLimit({ name: 'account', limit: 1, seconds: 60, per: 'actor' }) byAccount(): object {
    return {};
  }
}

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '20010db800010002/64'],
  ['2001:db8:1:2::9', '20010db800010002/64'],
  ['nonsense', 'unknown'],
])('SEC-66 counts %s as %s', (ip, key) => {
  expect(clientKey(ip)).toBe(key);
});

describe('RateLimitGuard', () => {
  it('SEC-67 answers 429 with the time to come back, and believes forwarded addresses only from proxies it knows', async () => {
    const spec = await startTestApp({
      controllers: [LimitedController],
      authenticator: new FakeAuthenticator(),
      env: { TRUST_PROXY: '1' },
    });
    const from = (ip: string): ReturnType<ReturnType<typeof spec.request>['post']> =>
      spec.request().post('/api/v4/limited').set('x-forwarded-for', ip);
    await from('198.51.100.1').expect(201);
    await from('198.51.100.1').expect(201);
    const refused = await from('198.51.100.1').expect(429);
    expect(refused.body).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    await from('198.51.100.2').expect(201);
    await spec.close();

    const alone = await startTestApp({ controllers: [LimitedController], authenticator: new FakeAuthenticator() });
    const spoof = (ip: string): ReturnType<ReturnType<typeof alone.request>['post']> =>
      alone.request().post('/api/v4/limited').set('x-forwarded-for', ip);
    await spoof('198.51.100.1').expect(201);
    await spoof('198.51.100.2').expect(201);
    await spoof('198.51.100.3').expect(429);
    await alone.request().get('/api/v4/limited').set('authorization', 'Bearer key:*').expect(200);
    await alone.request().get('/api/v4/limited').set('authorization', 'Bearer key:*').expect(429);
    await alone.close();
  });
});

import { describe, expect, it } from '@jest/globals';
import { secretsOfVariables } from '../../../../platform/secrets/secret-values.js';
import { type ApiRequest, readApiRequest, type RequestContext } from './api-request.js';

const context: RequestContext = {
  secrets: secretsOfVariables(
    new Map([
      ['SECRET_TOKEN', 'hunter2'],
      ['SECRET_HOST', 'api.example.test'],
    ]),
  ),
  userAgent: 'Clarion/0.1.0',
  selfOrigin: 'http://127.0.0.1:3000',
  longestMs: 300_000,
};
const read = (typeData: Record<string, unknown>): ApiRequest | string => readApiRequest(typeData, context);

describe('requests of API monitors (monitors §6.1)', () => {
  it('takes the defaults for what is not said', () => {
    expect(read({ url: 'https://shop.example.test/health' })).toEqual({
      url: 'https://shop.example.test/health',
      method: 'GET',
      headers: [
        ['user-agent', 'Clarion/0.1.0'],
        ['accept', '*/*'],
      ],
      body: undefined,
      timeoutMs: 10_000,
      followsRedirects: true,
      maxRedirects: 5,
      verifyTls: true,
      auth: { kind: 'none' },
      proxy: null,
      redirectOrigins: null,
      secrets: [],
    });
  });

  it('puts secrets into address, headers and body, and remembers which', () => {
    const request = read({
      url: 'https://$SECRET_HOST/x?token=$SECRET_TOKEN',
      method: 'POST',
      headers: [{ key: 'Authorization', value: 'Bearer $SECRET_TOKEN' }],
      body: '{"t":"$SECRET_TOKEN","p":"$PATH"}',
    });
    expect(request).toMatchObject({
      url: 'https://api.example.test/x?token=hunter2',
      headers: expect.arrayContaining([['authorization', 'Bearer hunter2']]),
      body: '{"t":"hunter2","p":"$PATH"}',
      secrets: ['api.example.test', 'hunter2'],
    });
  });

  it('lets headers of the monitor win over ours', () => {
    expect(
      read({
        url: 'http://a.test',
        headers: [
          { key: 'User-Agent', value: 'me' },
          { key: 'ACCEPT', value: 'text/html' },
          { key: '', value: 'x' },
        ],
      }),
    ).toMatchObject({
      headers: [
        ['user-agent', 'me'],
        ['accept', 'text/html'],
      ],
    });
  });

  it.each(['GET', 'HEAD'])('sends no body with %s', (method) => {
    expect(read({ url: 'http://a.test', method, body: 'x' })).toMatchObject({ body: undefined });
  });

  it.each([
    [{ max_redirects: 0 }, 0],
    [{ max_redirects: 20 }, 20],
    [{ max_redirects: 21 }, 5],
    [{ max_redirects: 'x' }, 5],
  ])('reads %j as %i redirects', (typeData, maxRedirects) => {
    expect(read({ url: 'http://a.test', ...typeData })).toMatchObject({ maxRedirects });
  });

  it('bounds the time a monitor may ask for', () => {
    expect(read({ url: 'http://a.test', timeout: 10_000_000 })).toMatchObject({ timeoutMs: 300_000 });
    expect(read({ url: 'http://a.test', timeout: -1 })).toMatchObject({ timeoutMs: 10_000 });
  });

  it('finds ourselves at the address in use', () => {
    expect(read({ self: 'readyz' })).toMatchObject({ url: 'http://127.0.0.1:3000/readyz' });
  });

  it.each([
    [{}, /no URL/],
    [{ url: '' }, /no URL/],
    [{ url: 17 }, /no URL/],
    [{ url: 'file:///etc/passwd' }, /not an http/],
    [{ url: 'https://a b.test' }, /not an http/],
    [{ url: 'http://' }, /not an http/],
    [{ url: 'http://a.test', method: 'TRACE' }, /method/],
    [{ self: 'passwords' }, /nothing of ours/],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(read(typeData)).toMatch(reason);
  });
});

describe('SEC-46 secrets that are bound to origins', () => {
  const bound: RequestContext = {
    ...context,
    secrets: new Map([
      ['SHOP', { value: 'canary-1234', problem: null, origins: ['https://shop.test'] }],
      ['HOST', { value: 'canary-host.test', problem: null, origins: ['https://shop.test'] }],
      ['LOST', { value: null, problem: 'cannot be read under the present key', origins: null }],
    ]),
  };
  const headers = [{ key: 'X-Token', value: '$SHOP' }];
  const oauth = { kind: 'oauth2_client_credentials', token_url: 'https://id.test/token', client_id: 'a', client_secret: '$SHOP' };
  const REFUSED = 'the secret $SHOP may not be sent there, only to https://shop.test';

  it('go there, and no redirect takes them elsewhere', () => {
    expect(readApiRequest({ url: 'https://shop.test/x', headers }, bound)).toMatchObject({
      headers: expect.arrayContaining([['x-token', 'canary-1234']]),
      redirectOrigins: ['https://shop.test'],
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['another host', { url: 'https://evil.test/', headers }, REFUSED],
    ['another scheme', { url: 'http://shop.test/', headers }, REFUSED],
    ['another port', { url: 'https://shop.test:8443/', headers }, REFUSED],
    ['a host that looks alike', { url: 'https://shop.test.evil.test/?t=$SHOP' }, REFUSED],
    ['credentials in front of another host', { url: 'https://shop.test@evil.test/?t=$SHOP' }, REFUSED],
    ['a body', { url: 'https://evil.test/', method: 'POST', body: '$SHOP' }, REFUSED],
    ['authentication', { url: 'https://evil.test/', auth: { kind: 'bearer', token: '$SHOP' } }, REFUSED],
    ['a token endpoint elsewhere', { url: 'https://shop.test/', auth: oauth }, REFUSED],
    ['a proxy', { url: 'https://shop.test/', proxy: { url: 'http://proxy.test:3128', username: 'a', password: '$SHOP' } }, REFUSED],
    ['the host itself', { url: 'https://$HOST/' }, 'the secret $HOST may not be sent there, only to https://shop.test'],
    ['no key that opens it', { url: 'https://shop.test/?t=$LOST' }, 'the secret $LOST cannot be read under the present key'],
  ])('are sent nothing like: %s', (_, typeData, reason) => {
    expect(readApiRequest(typeData, bound)).toBe(reason);
  });

  it('may go to the token endpoint alone', () => {
    const auth = { ...oauth, token_url: 'https://shop.test/token' };
    expect(readApiRequest({ url: 'https://api.test/', auth }, bound)).toMatchObject({ redirectOrigins: null });
  });
});

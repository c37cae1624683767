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

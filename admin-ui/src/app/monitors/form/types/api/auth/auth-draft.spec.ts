import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { authRules, readAuth, writeAuth } from './auth-draft.js';

const errorsOf = (data: unknown): string[] => {
  const tree = TestBed.runInInjectionContext(() => form(signal(readAuth(data)), authRules));
  return tree()
    .errorSummary()
    .map(({ message }) => message ?? '');
};
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

describe('authentication of a request', () => {
  it.each([
    { kind: 'none' },
    { kind: 'basic', username: 'ada', password: '••••lace' },
    { kind: 'bearer', token: '••••x9Qz' },
    {
      kind: 'oauth2_client_credentials',
      token_url: 'https://login.example.com/token',
      client_id: 'status',
      client_secret: '••••1234',
      scope: 'read',
      client_authentication: 'body',
    },
    { kind: 'mtls', certificate: CERTIFICATE, key: '••••----', ca: CERTIFICATE },
  ])('comes back as it was stored, masks included: %j', (data) => {
    expect(writeAuth(readAuth(data))).toEqual(data);
    expect(errorsOf(data)).toEqual([]);
  });

  it('is not written where there was none', () => {
    expect(writeAuth(readAuth(undefined))).toBeUndefined();
  });

  it.each([
    [{ kind: 'basic', username: '' }, ['Enter the user name.']],
    [{ kind: 'basic', username: 'a:b' }, ['Without a colon.']],
    [{ kind: 'bearer' }, ['Enter the token.']],
    [{ kind: 'oauth2_client_credentials', token_url: 'login', client_id: 'a', client_secret: 'b' }, ['Start with http:// or https://.']],
    [
      { kind: 'mtls', certificate: 'x', key: 'y' },
      ['PEM, starting with -----BEGIN CERTIFICATE-----.', 'PEM, starting with -----BEGIN PRIVATE KEY-----.'],
    ],
    [{ kind: 'mtls', certificate: CERTIFICATE, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----' }, ['A key without a passphrase.']],
  ])('refuses %j', (data, expected) => {
    expect(errorsOf(data)).toEqual(expected);
  });
});

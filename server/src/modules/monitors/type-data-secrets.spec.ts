import { describe, expect, it } from '@jest/globals';
import { Keyring } from '../../platform/secrets/keyring.js';
import { TypeDataSecrets } from './type-data-secrets.js';

const secrets = new TypeDataSecrets(new Keyring('k'.repeat(32)));
const DOCUMENT = {
  url: 'https://a.test/',
  connectionString: 'postgresql://u:CANARY-1@a.test/db',
  headers: [
    { key: 'Authorization', value: 'CANARY-2' },
    { key: 'Accept', value: 'text/plain' },
  ],
  auth: { kind: 'basic', username: 'ada', password: 'CANARY-3', token: 'CANARY-4', client_secret: 'CANARY-5', key: 'CANARY-6' },
  proxy: { url: 'http://proxy.test', password: 'CANARY-7' },
};

describe('TypeDataSecrets', () => {
  it('seals every secret, leaves the rest legible, and opens it all again', () => {
    const sealed = secrets.seal(1, DOCUMENT);
    expect(JSON.stringify(sealed)).not.toContain('CANARY');
    expect(sealed).toMatchObject({ url: DOCUMENT.url, auth: { kind: 'basic', username: 'ada' } });
    expect(secrets.seal(1, sealed)).toEqual(sealed);
    expect(secrets.open(1, sealed)).toEqual(DOCUMENT);
    expect(() => secrets.open(2, sealed)).toThrow();
  });

  it.each([null, 'x', 5, [], [{ password: 'x' }], { password: '' }, { password: 5 }])('keeps %j under auth as it is', (auth) => {
    expect(secrets.open(1, secrets.seal(1, { auth }))).toEqual({ auth });
  });
});

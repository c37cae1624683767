import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { maskSecret, maskTypeData, unmaskTypeData } from './masks.js';

const STORED = {
  url: 'https://a.test/',
  headers: [
    { key: 'Authorization', value: 'Bearer hunter2-hunter2' },
    { key: 'X-Api-Key', value: 'abcdefgh1234' },
    { key: 'Accept', value: 'text/plain' },
  ],
  secretString: 'heartbeat-secret',
};
const CLIENT = {
  proxy: { url: 'http://proxy.test:3128', username: 'clarion', password: 'proxy-secret' },
  auth: { kind: 'oauth2_client_credentials', token_url: 'https://id.test/token', client_id: 'shop', client_secret: 'shop-secret' },
};

describe('masks', () => {
  it('keeps the last four characters of long secrets, nothing of short ones, and what is no secret', () => {
    expect(maskTypeData(STORED)).toEqual({
      url: 'https://a.test/',
      headers: [
        { key: 'Authorization', value: '••••ter2' },
        { key: 'X-Api-Key', value: '••••1234' },
        { key: 'Accept', value: 'text/plain' },
      ],
      secretString: '••••cret',
    });
    expect(maskSecret('1234567')).toBe('••••');
  });

  it.each([
    ['authorization', 'a', true],
    ['Cookie', 'a', true],
    ['X-My-Token', 'a', true],
    ['x-KEY-id', 'a', true],
    ['User-Agent', 'a', false],
  ])('takes the header %s for a secret: %s %s', (key, value, isSecret) => {
    const masked = maskTypeData({ headers: [{ key, value }] });
    expect(masked).toEqual({ headers: [{ key, value: isSecret ? '••••' : value }] });
  });

  it('puts stored secrets back where their masks return, in any order and case', () => {
    const sent = {
      headers: [
        { key: 'x-api-key', value: '••••1234' },
        { key: 'AUTHORIZATION', value: '••••ter2' },
      ],
      secretString: '••••cret',
    };
    expect(unmaskTypeData(sent, STORED)).toEqual({
      typeData: {
        headers: [
          { key: 'x-api-key', value: 'abcdefgh1234' },
          { key: 'AUTHORIZATION', value: 'Bearer hunter2-hunter2' },
        ],
        secretString: 'heartbeat-secret',
      },
      details: [],
    });
  });

  it.each([
    ['a mask of nothing', { secretString: '••••abcd' }, 'type_data.secretString'],
    ['a mask under the name of another secret', { headers: [{ key: 'X-Other-Key', value: '••••1234' }] }, 'type_data.headers[0].value'],
    ['a mask under a name that would show it', { headers: [{ key: 'Accept', value: '••••1234' }] }, 'type_data.headers[0].value'],
    [
      'a secret that looks sealed',
      { connectionString: new Keyring('k'.repeat(32)).encrypt('x', { table: 't', column: 'c', rowId: 1 }) },
      'type_data.connectionString',
    ],
  ])('refuses %s', (_, sent, field) => {
    expect(unmaskTypeData(sent, STORED).details.map((detail) => detail.field)).toEqual([field]);
  });

  it('masks what authentication needs, and puts it back for the address it was entered for', () => {
    const masked = maskTypeData(CLIENT);
    expect(masked).toEqual({
      proxy: { ...CLIENT.proxy, password: '••••cret' },
      auth: { ...CLIENT.auth, client_secret: '••••cret' },
    });
    expect(unmaskTypeData(masked, CLIENT)).toEqual({ typeData: CLIENT, details: [] });
    const elsewhere = {
      auth: { ...CLIENT.auth, client_secret: '••••cret', token_url: 'https://thief.test/token' },
      proxy: { url: 'http://thief.test', password: '••••cret' },
    };
    expect(unmaskTypeData(elsewhere, CLIENT).details.map(({ field }) => field)).toEqual([
      'type_data.auth.client_secret',
      'type_data.proxy.password',
    ]);
    for (const auth of [null, 'x', [], { password: 5 }])
      expect(unmaskTypeData({ auth }, CLIENT)).toEqual({ typeData: { auth }, details: [] });
  });

  it('gives any document back that was read and returned unchanged', () => {
    const header = fc.record({ key: fc.constantFrom('Authorization', 'Cookie', 'X-Token', 'Accept'), value: fc.string({ minLength: 1 }) });
    const isPlain = (value: string): boolean => !value.startsWith('••••');
    const documents = fc.record({
      headers: fc.uniqueArray(header, { selector: ({ key }) => key }),
      secretString: fc.string({ minLength: 1 }),
      connectionString: fc.string({ minLength: 1 }),
      auth: fc.record({
        kind: fc.constant('basic'),
        username: fc.string(),
        password: fc.string({ minLength: 1 }),
        token: fc.string({ minLength: 1 }),
      }),
    });
    fc.assert(
      fc.property(documents, (document) => {
        const { secretString, connectionString, auth, headers } = document;
        fc.pre([secretString, connectionString, auth.password, auth.token, ...headers.map(({ value }) => value)].every(isPlain));
        expect(unmaskTypeData(maskTypeData(document), document)).toEqual({ typeData: document, details: [] });
      }),
    );
  });

  it('takes headers of any shape', () => {
    for (const headers of [null, 'x', [null, 1, 'a', {}, { key: 1, value: 2 }]]) {
      expect(unmaskTypeData({ headers }, { headers }).details).toEqual([]);
      expect(maskTypeData({ headers })).toEqual({ headers });
    }
  });
});

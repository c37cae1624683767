import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SecretValue } from '../../../platform/secrets/secret-values.js';
import { blotSecrets, interpolateSecrets, secretsFor, SecretTexts, tokensIn } from './interpolate-secrets.js';

const secrets = new Map([
  ['SECRET_API', 'one'],
  ['SECRET_API_KEY', 'two'],
  ['SECRET_LOOP', '$SECRET_API'],
  ['SECRET_MATCH', '$& $1 $$'],
]);

describe('SEC-46 $NAME secrets', () => {
  it.each([
    ['Bearer $SECRET_API_KEY', 'Bearer two'],
    ['$SECRET_API/$SECRET_API_KEY', 'one/two'],
    ['$SECRET_LOOP', '$SECRET_API'],
    ['<$SECRET_MATCH>', '<$& $1 $$>'],
    ['$SECRET_UNKNOWN $PATH $secret_api $', '$SECRET_UNKNOWN $PATH $secret_api $'],
    ['$SECRET_APIX', '$SECRET_APIX'],
    ['', ''],
  ])('turns %j into %j', (text, expected) => {
    expect(interpolateSecrets(text, secrets)).toBe(expected);
  });

  it('puts any value in as it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(interpolateSecrets('a $SECRET_X b', new Map([['SECRET_X', value]]))).toBe(`a ${value} b`);
      }),
    );
  });

  it('blots values out of what people read, and leaves very short ones', () => {
    expect(blotSecrets('token=hunter2; a=b', ['hunter2', 'b'])).toBe('token=••••; a=b');
  });
});

const of = (value: string, origins: readonly string[] | null = null): SecretValue => ({ value, problem: null, origins });

describe('the texts of one request', () => {
  const store = new Map<string, SecretValue>([
    ['FREE', of('free-value')],
    ['SHOP', of('shop-value', ['https://a.test', 'https://b.test'])],
    ['BANK', of('bank-value', ['https://b.test', 'https://c.test'])],
    ['LOST', { value: null, problem: 'cannot be read under the present key', origins: null }],
  ]);
  const filled = (text: string): SecretTexts => {
    const texts = new SecretTexts(store);
    texts.fill(text);
    return texts;
  };

  it.each<[text: string, origin: string | null, refusal: string | null]>([
    ['$FREE', 'https://x.test', null],
    ['$FREE', null, null],
    ['$SHOP', 'https://a.test', null],
    ['$SHOP', 'https://a.test:8443', 'the secret $SHOP may not be sent there, only to https://a.test and 1 more'],
    ['$SHOP', 'http://a.test', 'the secret $SHOP may not be sent there, only to https://a.test and 1 more'],
    ['$SHOP', null, 'the secret $SHOP may not be sent there, only to https://a.test and 1 more'],
    ['$SHOP $BANK', 'https://b.test', null],
    ['$LOST', 'https://b.test', 'the secret $LOST cannot be read under the present key'],
    ['$NOBODY', 'https://b.test', null],
  ])('%s to %s: %s', (text, origin, refusal) => {
    expect(filled(text).refusal(origin)).toBe(refusal);
  });

  it('go where all that is in them may go', () => {
    expect(filled('$FREE').origins()).toBeNull();
    expect(filled('$FREE $SHOP').origins()).toEqual(['https://a.test', 'https://b.test']);
    expect(filled('$SHOP $BANK').origins()).toEqual(['https://b.test']);
  });

  it('are blotted out in whatever form a server repeats them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: fc.constantFrom(...'ab"\\/ &%\nä€') }), (value) => {
        fc.pre(value.trim().length >= 4);
        const texts = new SecretTexts(new Map([['X', of(value)]]));
        expect(texts.fill('<$X>')).toBe(`<${value}>`);
        for (const form of [value, value.trim(), encodeURIComponent(value), JSON.stringify({ value })]) {
          expect(blotSecrets(`> ${form} <`, texts.values())).toContain('••••');
        }
        const said = blotSecrets(JSON.stringify({ said: value }), texts.values());
        expect(JSON.parse(said)).toEqual({ said: '••••' });
      }),
    );
  });

  it('do not reach for the store unless they name a secret where one is filled in', async () => {
    let asked = 0;
    const counting = { current: async () => Promise.resolve((asked++, store)) };
    await secretsFor({ url: 'https://a.test/?price=5$', eval: '(async () => $FREE)', headers: [{ key: 'a', value: 'b' }] }, counting);
    expect(asked).toBe(0);
    expect((await secretsFor({ auth: { kind: 'bearer', token: '$FREE' } }, counting)).get('FREE')?.value).toBe('free-value');
    expect(asked).toBe(1);
  });

  it('are found wherever a type takes them', () => {
    const typeData = {
      url: 'https://$HOST/',
      headers: [{ key: '$KEY', value: 'x $A.$B' }],
      auth: { password: '$C' },
      proxy: { url: '$D' },
      body: '$E$F',
      connectionString: '$G',
      eval: '$H',
    };
    expect([...tokensIn(typeData)].sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'HOST', 'KEY']);
  });
});

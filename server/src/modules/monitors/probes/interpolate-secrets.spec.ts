import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blotSecrets, interpolateSecrets } from './interpolate-secrets.js';

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

import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Keyring, SecretError } from './keyring.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const place = { table: 'monitors', column: 'secrets', rowId: 7 };

it('opens what it sealed, whatever the text', () => {
  const ring = new Keyring(NEW);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(ring.decrypt(ring.encrypt(text, place), place)).toBe(text)));
});

it('SEC-71 does not open a ciphertext that was moved to another row', () => {
  const ring = new Keyring(NEW);
  expect(() => ring.decrypt(ring.encrypt('x', place), { ...place, rowId: 8 })).toThrow(SecretError);
});

it('does not open a ciphertext that was changed', () => {
  const ring = new Keyring(NEW);
  const parts = ring.encrypt('hello', place).split('.');
  parts[3] = Buffer.from('jello').toString('base64url');
  expect(() => ring.decrypt(parts.join('.'), place)).toThrow(SecretError);
});

it('OPS-05 reads what an earlier key wrote and writes with the present one', () => {
  const sealed = new Keyring(OLD).encrypt('x', place);
  const ring = new Keyring(NEW, [OLD]);
  expect(ring.decrypt(sealed, place)).toBe('x');
  expect(ring.encrypt('x', place)).toContain(`.${ring.kid}.`);
  expect(() => new Keyring(NEW).decrypt(sealed, place)).toThrow('not known here');
});

it('keeps purposes apart and finds hashes of earlier keys', () => {
  const ring = new Keyring(NEW, [OLD]);
  expect(ring.hmac('a', 'x')).not.toBe(ring.hmac('b', 'x'));
  expect(ring.hmacs('a', 'x')).toEqual([ring.hmac('a', 'x'), new Keyring(OLD).hmac('a', 'x')]);
  expect(ring.isHmac('a', 'x', new Keyring(OLD).hmac('a', 'x'))).toBe(true);
  expect(ring.isHmac('a', 'y', ring.hmac('a', 'x'))).toBe(false);
  expect(ring.isHmac('a', 'x', '')).toBe(false);
});

it('never seals the same text to the same bytes', () => {
  const ring = new Keyring(NEW);
  expect(ring.encrypt('x', place)).not.toBe(ring.encrypt('x', place));
  expect(Keyring.isSealed(ring.encrypt('', place))).toBe(true);
  expect(Keyring.isSealed('postgres://user:password@host/db')).toBe(false);
});

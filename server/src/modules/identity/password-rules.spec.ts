import { expect, it } from '@jest/globals';
import { refusePassword } from './password-rules.js';

it.each([
  ['Sh0rt', /at least 8/],
  [`Aa1${'x'.repeat(126)}`, /at most 128/],
  ['ALLUPPER123', /lower-case/],
  ['alllower123', /upper-case/],
  ['NoDigitsHere', /digit/],
  ['Password1', /most common/],
])('refuses %s and says why', (password, reason) => {
  expect(refusePassword(password)).toMatch(reason);
});

it.each(['Tr0mbone-quilt', 'Ünïcode-Käse-9'])('accepts %s', (password) => {
  expect(refusePassword(password)).toBeNull();
});

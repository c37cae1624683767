import { passwordStrength } from './password-strength.js';

describe('passwordStrength', () => {
  it.each([
    ['', 0],
    ['Ab1', 1],
    ['alllowercase1', 1],
    ['Aa1' + 'x'.repeat(126), 1],
    ['Password1', 2],
    ['Wm7-kestrel', 3],
    ['Correct-Horse-7-Battery', 4],
  ])('%s scores %i', (password, score) => {
    expect(passwordStrength(password).score).toBe(score);
  });
});

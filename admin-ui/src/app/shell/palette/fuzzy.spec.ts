import { fuzzyScore } from './fuzzy.js';

describe('fuzzyScore', () => {
  it.each([
    ['chk', 'Checkout EU', true],
    ['eu', 'Checkout EU', true],
    ['pause che', 'Pause Checkout EU', true],
    ['xyz', 'Checkout EU', false],
    ['ehc', 'Checkout', false],
    ['', 'anything', true],
  ])('%s in %s: %s', (query, text, matches) => {
    expect(fuzzyScore(query, text) !== null).toBe(matches);
  });

  it('ranks starts of words and letters in a row higher', () => {
    const best = (query: string, ...texts: string[]) =>
      texts.map((text) => ({ text, score: fuzzyScore(query, text) ?? -1 })).sort((a, b) => b.score - a.score)[0]?.text;
    expect(best('cho', 'Switch to dark theme (other)', 'Checkout EU')).toBe('Checkout EU');
    expect(best('mon', 'Some other notion', 'Monitors')).toBe('Monitors');
  });
});

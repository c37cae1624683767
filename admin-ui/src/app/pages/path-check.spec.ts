import { checkPath } from './path-check.js';

describe('checkPath', () => {
  it.each([
    ['EU Region', 'eu-region', null],
    ['  eu_1 ', 'eu_1', null],
    ['', '', 'Enter a path.'],
    ['!!', '', 'Use letters from a to z, digits, - or _; nothing else can stand in a path.'],
    ['Api', 'api', /reserved: addresses of the product itself begin with it/],
    ['Shop', 'shop', 'Another page has the path “shop” already.'],
  ] as const)('“%s” → “%s”: %s', (text, path, fault) => {
    const checked = checkPath(text, new Set(['shop']));
    expect(checked.path).toBe(path);
    if (fault === null || typeof fault === 'string') expect(checked.fault).toBe(fault);
    else expect(checked.fault).toMatch(fault);
  });
});

import { expect, it } from '@jest/globals';
import { maskSecrets } from './mask-secrets.js';

const hide = (): string => '(hidden)';

it('hides secret members at any depth', () => {
  expect(maskSecrets({ a: { secretString: 's', list: [{ password: 'p', user: 'u' }] }, url: 'https://x.test' }, hide)).toEqual({
    a: { secretString: '(hidden)', list: [{ password: '(hidden)', user: 'u' }] },
    url: 'https://x.test',
  });
});

it('hides headers by their name', () => {
  const headers = [
    { key: 'Authorization', value: 'Bearer x' },
    { key: 'X-Api-Key', value: 'k' },
    { key: 'Accept', value: 'text/html' },
  ];
  expect(maskSecrets({ headers }, hide)).toEqual({
    headers: [
      { key: 'Authorization', value: '(hidden)' },
      { key: 'X-Api-Key', value: '(hidden)' },
      { key: 'Accept', value: 'text/html' },
    ],
  });
});

it('leaves nulls and empty values readable, and the original untouched', () => {
  const original = { secret: null, token: '', when: new Date(0) };
  expect(maskSecrets(original, hide)).toEqual(original);
  expect(maskSecrets(original, hide)).not.toBe(original);
});

import { aMonitor } from '../../../testing/builders.js';
import { fileName } from './export-monitors.js';
import { readJson, toDocument, withoutSecrets } from './monitor-document.js';

describe('a file of monitors', () => {
  it('carries settings, and neither ids nor secrets', () => {
    const [exported] = toDocument([aMonitor()], new Map([['shop-web', ['db']]]), '2026-11-21T10:00:00.000Z').monitors;
    expect(exported).toMatchObject({ tag: 'shop-web', type_data: { headers: [{ key: 'Authorization', value: '' }] } });
    expect(exported?.parents).toEqual(['db']);
    expect(exported?.omitted_secrets).toEqual(['headers.Authorization']);
    expect(Object.keys(exported ?? {})).not.toContain('id');
    expect(JSON.stringify(exported)).not.toContain('x9Qz');
  });

  it.each([
    [{ connectionString: 'postgresql://a:b@c/d', query: 'SELECT 1' }, { query: 'SELECT 1' }, ['connectionString']],
    [{ secretString: '••••1234', downRemainingMinutes: 9 }, { downRemainingMinutes: 9 }, ['secretString']],
    [{ auth: { kind: 'basic', user: 'ada', password: '••••' } }, { auth: { kind: 'basic', user: 'ada' } }, ['auth.password']],
    [{ url: 'https://ada:lovelace@example.com/x' }, { url: 'https://ada@example.com/x' }, ['url']],
    [
      {
        headers: [
          { key: 'X-Api-Key', value: 'plain' },
          { key: 'Accept', value: 'text/html' },
        ],
      },
      {
        headers: [
          { key: 'X-Api-Key', value: '' },
          { key: 'Accept', value: 'text/html' },
        ],
      },
      ['headers.X-Api-Key'],
    ],
    [{ connectionString: '' }, { connectionString: '' }, []],
  ])('leaves the secrets out of %j', (data, typeData, omitted) => {
    expect(withoutSecrets(data)).toEqual({ typeData, omitted });
  });

  it.each([
    ['[{}]', 1],
    ['{"monitors":[{},{}]}', 2],
    ['{"format":"clarion.monitors","version":1,"monitors":[{}]}', 1],
  ])('reads %s', (text, count) => {
    const read = readJson(text);
    expect(read.ok && read.monitors.length).toBe(count);
  });

  it.each(['', 'name;tag', '{}', '[]', '3', '{"format":"clarion.monitors","version":2,"monitors":[{}]}'])(
    'says why %s cannot be read',
    (text) => {
      expect(readJson(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) as string });
    },
  );

  it.each([
    [null, 3, 'monitors-3-selected-2026-11-21.json'],
    [{}, 9, 'monitors-all-2026-11-21.json'],
    [{ text: 'Web Shop', current_status: 'DOWN' }, 2, 'monitors-web-shop-down-2026-11-21.json'],
  ])('is named after what it holds: %j', (filter, count, name) => {
    expect(fileName(filter, count, '2026-11-21T10:00:00.000Z', 'json')).toBe(name);
  });
});

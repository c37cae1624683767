import { type FieldApi, type FieldUses, type Kept } from './field-use.js';
import { type FieldTargets, type Received } from './field-targets.js';
import { flag, looksOf } from './looks.js';

/** Fields of the type API, each with what it changes. @see monitors §6.1 */
export function apiFieldUses(fields: FieldApi, targets: FieldTargets): Readonly<Record<'API', FieldUses>> {
  const { tested, status, timeout, judging } = looksOf(fields);
  /** Looks at what the HTTP server was sent last. */
  const sent =
    (pick: (request: Received) => unknown) =>
    async (kept: Kept): Promise<unknown> => {
      await fields.test(kept);
      return pick(targets.received.at(-1)!);
    };
  const url = { url: targets.http };

  return {
    API: {
      url: {
        values: [
          [`${targets.http}/fine`, 200],
          [`${targets.http}/broken`, 503],
        ],
        look: tested((test) => test.http?.status_code),
      },
      method: {
        beside: url,
        values: [
          ['PUT', 'PUT'],
          ['OPTIONS', 'OPTIONS'],
        ],
        look: sent((request) => request.method),
      },
      headers: {
        beside: url,
        values: [
          [[], undefined],
          [[{ key: 'x-shop', value: 'one' }], 'one'],
        ],
        look: sent((request) => request.headers['x-shop']),
      },
      'headers[].key': {
        place: (key) => ({ ...url, headers: [{ key, value: 'one' }] }),
        values: [
          ['x-shop', 'one'],
          ['x-other', undefined],
        ],
        look: sent((request) => request.headers['x-shop']),
      },
      'headers[].value': {
        place: (value) => ({ ...url, headers: [{ key: 'x-shop', value }] }),
        values: [
          ['one', 'one'],
          ['two', 'two'],
        ],
        look: sent((request) => request.headers['x-shop']),
      },
      body: {
        beside: { ...url, method: 'POST' },
        values: [
          ['one', 'one'],
          ['', ''],
        ],
        look: sent((request) => request.body),
      },
      timeout: {
        beside: { url: `${targets.http}/silent` },
        values: [
          [40, 'within 40 ms'],
          [60, 'within 60 ms'],
        ],
        look: timeout,
      },
      eval: { beside: url, ...judging },
      allowSelfSignedCert: { beside: { url: targets.https }, ...flag('UP', 'DOWN', status) },
      follow_redirects: {
        beside: { url: `${targets.http}/hops/1` },
        ...flag(
          200,
          302,
          tested((test) => test.http?.status_code),
        ),
      },
      max_redirects: {
        beside: { url: `${targets.http}/hops/2` },
        values: [
          [2, 'UP'],
          [1, 'DOWN'],
        ],
        look: status,
      },
      assertions: {
        beside: url,
        values: [
          [[{ kind: 'status', ranges: '200' }], 'UP'],
          [[{ kind: 'status', ranges: '204' }], 'DOWN'],
        ],
        look: status,
      },
      auth: {
        beside: url,
        values: [
          [{ kind: 'bearer', token: 'a-token' }, 'Bearer a-token'],
          [{ kind: 'none' }, undefined],
        ],
        look: sent((request) => request.headers.authorization),
      },
      proxy: {
        beside: url,
        values: [
          [{ url: targets.proxy, username: 'one', password: 'secret' }, 'one'],
          [{ url: targets.proxy, username: 'two', password: 'secret' }, 'two'],
        ],
        look: async (kept) => {
          await fields.test(kept);
          return targets.proxied.at(-1);
        },
      },
    },
  };
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FULL_KEY, MonitorsApi } from '../../../../test/monitors-api.js';

let api: MonitorsApi;
/** A few minutes ago; taken once, for minutes pass while specs run. */
const AT = Math.floor(Date.now() / 60_000) * 60 - 300;
beforeAll(async () => {
  api = await MonitorsApi.start();
  for (const tag of ['web', 'api', 'job']) {
    const { status } = await api.post(
      'monitors',
      { tag, name: `The ${tag}`, monitor_type: 'NONE', cron: '* * * * *', type_data: {} },
      FULL_KEY,
    );
    expect(status).toBe(201);
  }
});
afterAll(async () => api.close());

const write = (tag: string, status: string, latency = 10) => api.patch(`monitors/${tag}/data/${AT}`, { status, latency }, FULL_KEY);
const group = (monitors: object[], more: object = {}) => ({
  tag: 'shop',
  name: 'Shop',
  monitor_type: 'GROUP',
  cron: '* * * * *',
  type_data: { monitors, latencyCalculation: 'MAX', ...more },
});
const HALVES = [
  { tag: 'web', weight: 0.5 },
  { tag: 'api', weight: 0.5 },
];

describe('groups through the API', () => {
  it('answer the fold of their members, and follow every correction of one', async () => {
    expect((await api.post('monitors', group(HALVES), FULL_KEY)).status).toBe(201);
    for (const [tag, latency] of [
      ['web', 10],
      ['api', 30],
    ] as const)
      await write(tag, 'UP', latency);
    expect((await api.get(`monitors/shop/data/${AT}`, FULL_KEY)).body.data).toMatchObject({
      monitor_tag: 'shop',
      timestamp: AT,
      status: 'UP',
      latency: 30,
      error_message: null,
    });
    await write('api', 'DOWN');
    expect((await api.get(`monitors/shop/data/${AT}`, FULL_KEY)).body.data).toMatchObject({
      status: 'DEGRADED',
      error_message: 'worst members: The api',
    });
    await write('web', 'DOWN');
    expect((await api.get(`monitors/shop/data/${AT}`, FULL_KEY)).body.data).toMatchObject({ status: 'DOWN' });
  });

  it('are tried as the form shows them, with the score and what each member says', async () => {
    const { status, body } = await api.post('monitor-tests', { monitor_type: 'GROUP', type_data: { monitors: HALVES } }, FULL_KEY);
    expect([status, body.test.status]).toEqual([200, expect.stringMatching(/^(UP|DOWN|DEGRADED|NO_DATA)$/)]);
    expect(body.test.verdict).toContain('The web');
    const unknown = await api.post(
      'monitor-tests',
      { monitor_type: 'GROUP', type_data: { monitors: [...HALVES.slice(1), { tag: 'nobody', weight: 0.5 }] } },
      FULL_KEY,
    );
    expect([unknown.status, unknown.body.error.message]).toEqual([400, expect.stringContaining('nobody')]);
  });

  it('stand in the dashboard’s table with a status of their own', async () => {
    const { body } = await api.get('monitor-states?text=shop', FULL_KEY);
    const [state] = body.monitors;
    expect(state).toMatchObject({ tag: 'shop', monitor_type: 'GROUP', last_checked_at: expect.any(Number) });
    expect(state.last_checks.length).toBeGreaterThan(0);
  });
});

import { aMonitor, asActor } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import type { MonitorsApi } from '../../../test/monitors-api.js';
import { systemActor } from '../../platform/http/actor.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { AlertIncidents } from './alert-incidents.service.js';
import { type AlertFacts, alertTable, alertTitle } from './alert-text.js';

const HOSTILE = 'Shop | "><b>*EU*</b>\r\n| x';
const NOW = Math.floor(Date.now() / 60_000) * 60;
const ACTOR = systemActor('alerting');
const facts = (part: Partial<AlertFacts> = {}): AlertFacts => ({
  monitor: { tag: 'shop', name: 'Checkout API' },
  alertFor: 'STATUS',
  alertValue: 'DOWN',
  severity: 'CRITICAL',
  description: null,
  failureThreshold: 3,
  successThreshold: 2,
  ...part,
});

describe('what alerts say', () => {
  it.each([
    ['STATUS', 'DOWN', 'Checkout API is down'],
    ['STATUS', 'DEGRADED', 'Checkout API is degraded'],
    ['LATENCY', '800', 'Checkout API answers slowly'],
    ['UPTIME', '99.9', 'Checkout API is available less than promised'],
  ] as const)('of %s %s in plain words', (alertFor, alertValue, title) => {
    expect(alertTitle('en', facts({ alertFor, alertValue }), 255)).toBe(title);
  });

  it('fits into a title, however long the name is', () => {
    const title = alertTitle('en', facts({ monitor: { tag: 'long', name: '𝔖hop '.repeat(60) } }), 255);
    expect([...title].length).toBeLessThanOrEqual(255);
    expect(title).toMatch(/is down$/);
  });

  it('keeps a hostile name in its cell', () => {
    const html = renderMarkdown(alertTable('en', facts({ monitor: { tag: 'shop', name: HOSTILE } }), 'TRIGGERED'));
    expect(html).not.toMatch(/<b>|<em>/);
    expect(html.match(/<tr>/g)).toHaveLength(7);
    expect(html).toContain('Shop | "&gt;&lt;b&gt;*EU*&lt;/b&gt; | x');
  });
});

describe('incidents of alerts', () => {
  let api: MonitorsApi;
  let incidents: AlertIncidents;
  beforeAll(async () => {
    api = await startIncidentsApi();
    incidents = api.app.get(AlertIncidents);
    await aMonitor(api.app.sources.get('upkeep'), { tag: 'shop', name: 'Checkout API' });
  });
  afterAll(async () => api.close());
  const incident = async (id: number) => (await api.get(`incidents/${id}`)).body.incident;
  const comments = async (id: number): Promise<{ comment: string; state: string; timestamp: number }[]> =>
    (await api.get(`incidents/${id}/comments`)).body.comments;
  const statusOfShop = async () => (await api.get('monitor-states/shop')).body.monitor.current_status;

  it('begin with the alert, name its monitor and leave its status alone', async () => {
    const before = await statusOfShop();
    const id = await incidents.open(
      ACTOR,
      facts({ alertFor: 'LATENCY', alertValue: '800', description: 'Look at **Grafana**.' }),
      NOW - 595,
    );
    expect(await incident(id)).toMatchObject({
      title: 'Checkout API answers slowly',
      start_date_time: NOW - 600,
      end_date_time: null,
      state: 'INVESTIGATING',
      incident_source: 'ALERT',
      is_global: 'YES',
      monitors: [{ monitor_tag: 'shop', impact: 'DOWN' }],
    });
    const [first] = await comments(id);
    expect(first?.comment).toMatch(/^Look at \*\*Grafana\*\*\.\n\n\| Monitor name \| Checkout API \|\n/);
    expect(first?.comment).not.toContain('Success threshold');
    expect(await statusOfShop()).toBe(before);
  });

  it('end with the alert, and say how long it took', async () => {
    const id = await incidents.open(ACTOR, facts(), NOW - 600);
    expect(await incidents.resolve(ACTOR, id, facts(), NOW - 600, NOW - 115)).toBe(true);
    expect(await incident(id)).toMatchObject({ state: 'RESOLVED', end_date_time: NOW - 120 });
    const [last] = await comments(id);
    expect(last).toMatchObject({ state: 'RESOLVED', timestamp: NOW - 120 });
    expect(last?.comment).toMatch(/^The alert was resolved after 8 minutes\.[^]*RESOLVED[^]*\| Success threshold \| 2 \|$/);
  });

  it.each([
    ['somebody resolved', async (id: number) => api.post(`incidents/${id}/comments`, { comment: 'By hand', state: 'RESOLVED' })],
    [
      'is closed',
      async (id: number) =>
        asActor(api.app.sources.get('upkeep'), async (tx) => tx.query(`UPDATE incidents SET status = 'CLOSED' WHERE id = $1`, [id])),
    ],
    ['somebody deleted', async (id: number) => api.delete(`incidents/${id}`)],
  ])('say nothing more once one %s', async (_, end) => {
    const id = await incidents.open(ACTOR, facts(), NOW - 600);
    await end(id);
    const before = (await api.get(`incidents/${id}/comments`)).body;
    expect(await incidents.resolve(ACTOR, id, facts(), NOW - 600, NOW)).toBe(false);
    expect((await api.get(`incidents/${id}/comments`)).body.comments).toEqual(before.comments);
  });
});

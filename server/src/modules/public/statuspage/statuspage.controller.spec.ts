import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeHistory } from '../../../../test/pages/history.js';
import { startPublicApp, workplace, type Workplace } from '../../../../test/pages/public-app.js';
import { publishPages } from '../../../../test/pages/publish.js';
import type { TestApp } from '../../../../test/test-app.js';
import { until } from '../../../../test/until.js';
import { STATUSPAGE_FILES } from './statuspage.service.js';

interface Named {
  id: string;
  name: string;
  status: string;
}
interface Summary {
  page: Record<string, string>;
  status: Record<string, string>;
  components: Named[];
  incidents: (Named & { impact: string; resolved_at: string | null; components: Named[]; incident_updates: { body: string }[] })[];
  scheduled_maintenances: (Named & { scheduled_for: string; components: Named[] })[];
}

describe('/api/v2, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;

  const get = (url: string) => app.request().get(`/api/v2/${url}`);
  const body = async (url: string): Promise<Summary> => (await get(url)).body as Summary;

  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const fresh = await aMonitor(db, { tag: 'fresh', name: 'Fresh' });
    const hidden = await aMonitor(db, { tag: 'hidden', name: 'Canary', isHidden: true });
    await storeHistory(db, shop.id, [{ from: TODAY, status: 'DOWN' }], MINUTE_NOW + 60);
    await storeHistory(db, own.id, [{ from: TODAY, status: 'UP' }], MINUTE_NOW + 60);
    await asActor(db, (tx) => tx.query(`DELETE FROM monitors WHERE tag = 'clarion'`));
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, fresh, hidden]);
    const eu = await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' }, [own]);
    const startDateTime = MINUTE_NOW - 3_600;
    const { id } = await anIncident(db, { title: 'Down', isGlobal: false, startDateTime }, [{ monitor: shop }, { monitor: hidden }]);
    await anIncident(db, { title: 'Canary', isGlobal: false, startDateTime }, [{ monitor: hidden }]);
    const over = { title: 'Over', isGlobal: true, state: 'RESOLVED' as const, startDateTime: TODAY - DAY, endDateTime: TODAY };
    await anIncident(db, over);
    await asActor(db, (tx) =>
      tx.save(tx.create(IncidentCommentEntity, { incidentId: id, comment: 'We *look*', state: 'IDENTIFIED', commentedAt: MINUTE_NOW })),
    );
    const planned = { title: 'Upgrade', isGlobal: false, startDateTime: MINUTE_NOW + DAY };
    await aMaintenance(db, planned, [{ monitor: shop }, { monitor: hidden }], { status: 'SCHEDULED' });
    await aMaintenance(db, { title: 'Running', isGlobal: true, startDateTime: MINUTE_NOW - 60 });
    await aMaintenance(db, { title: 'Off', isGlobal: true, startDateTime: MINUTE_NOW + DAY }, [], { status: 'CANCELLED' });
    await publishPages(app, [home!.id, eu.id]);
    await until('both pages are new', async () => {
      const [first, second] = await Promise.all([body('status.json'), body('components.json?page_path=eu')]);
      return first.status['indicator'] === 'critical' && second.components.length === 1;
    });
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  it('sums up the home page', async () => {
    const summary = await body('summary.json');
    expect([summary.page['id'], summary.status]).toEqual(['home', { indicator: 'critical', description: 'Major System Outage' }]);
    expect(summary.components.map(({ id, status }) => [id, status])).toEqual([
      ['shop', 'major_outage'],
      ['fresh', 'unknown'],
    ]);
    expect(summary.incidents).toEqual([
      expect.objectContaining({
        ...{ name: 'Down', status: 'investigating', impact: 'major', resolved_at: null },
        components: [expect.objectContaining({ id: 'shop' })],
        incident_updates: [expect.objectContaining({ status: 'identified', body: 'We look' })],
      }),
    ]);
    expect(summary.scheduled_maintenances.map(({ name, status }) => [name, status])).toEqual([
      ['Running', 'in_progress'],
      ['Upgrade', 'scheduled'],
    ]);
    expect(summary.scheduled_maintenances[1]!.scheduled_for).toBe(new Date((MINUTE_NOW + DAY) * 1_000).toISOString());
  });

  it('answers the same in parts', async () => {
    const names = (list: readonly Named[]): string[] => list.map(({ name }) => name);
    const summary = await body('summary.json');
    expect((await body('status.json')).status).toEqual(summary.status);
    expect((await body('components.json')).components).toEqual(summary.components);
    expect((await body('incidents/unresolved.json')).incidents).toEqual(summary.incidents);
    expect(names((await body('incidents.json')).incidents)).toEqual(['Down', 'Over']);
    expect(names((await body('scheduled-maintenances.json')).scheduled_maintenances)).toEqual(['Upgrade', 'Running']);
    expect(names((await body('scheduled-maintenances/upcoming.json')).scheduled_maintenances)).toEqual(['Upgrade']);
    expect(names((await body('scheduled-maintenances/active.json')).scheduled_maintenances)).toEqual(['Running']);
  });

  it('answers of another page what is its own', async () => {
    const summary = await body('summary.json?page_path=eu');
    expect([summary.page['id'], summary.page['name'], summary.status['indicator']]).toEqual(['eu', 'Europe', 'none']);
    expect([summary.components.map(({ id }) => id), summary.incidents]).toEqual([['own'], []]);
  });

  it.each(STATUSPAGE_FILES)('SEC-04 names nothing hidden in %s, and keeps it a while', async (file) => {
    const { status, text, headers } = await get(file);
    expect([status, headers['cache-control'], headers['access-control-allow-origin']]).toEqual([200, 'public, max-age=30', '*']);
    expect(text).not.toContain('Canary');
    expect(text).not.toContain('hidden');
    expect((await get(file).set('if-none-match', String(headers['etag']))).status).toBe(304);
    expect((await get(`${file}?page_path=nope`)).status).toBe(404);
  });
});

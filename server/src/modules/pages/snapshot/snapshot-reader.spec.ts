import { PageEntity } from '@clarion/database/pages/page.entity';
import { percentile } from '@clarion/domain';
import { aMonitor, anIncident, aPage, FixedClock, insertSamples, openDatabase, type OpenDatabase } from '@clarion/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSources } from '../../../platform/database/data-sources.js';
import { GroupTimelines } from '../../monitors/groups/group-timelines.service.js';
import { Overlays } from '../../monitors/timeline/overlays.js';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../../../../test/pages/facts.js';
import { storeGap, storeHistory, storeRollup } from '../../../../test/pages/history.js';
import { Dictionaries } from '../../site/texts/dictionaries.js';
import { OwnWords } from '../../translations/own-words.js';
import type { TranslationsService } from '../../translations/translations.service.js';
import { EventReader } from './events/event-reader.service.js';
import { ReaderWords } from './reader-words.service.js';
import { SnapshotReader, type MonitorQuestion } from './snapshot-reader.service.js';

const QUARTER = MINUTE_NOW - (MINUTE_NOW % 900);
const question = (changes: Partial<MonitorQuestion> = {}): MonitorQuestion => ({ timeZone: 'UTC', range: '24h', day: null, ...changes });

const readerOf = (db: DataSource, overlays: Overlays): SnapshotReader => {
  const clock = new FixedClock(NOW);
  const sources = { get: () => db } as unknown as DataSources;
  const words = new ReaderWords({ of: () => Promise.resolve(OwnWords.NONE) } as unknown as TranslationsService);
  return new SnapshotReader(
    sources,
    overlays,
    new GroupTimelines(overlays, clock),
    new EventReader(sources),
    clock,
    new Dictionaries(),
    words,
  );
};

describe('SnapshotReader, with PostgreSQL', () => {
  let database: OpenDatabase;
  let reader: SnapshotReader;
  let pageId: number;
  let shopId: number;

  beforeAll(async () => {
    database = await openDatabase();
    const { db } = database;
    reader = readerOf(db, new Overlays());
    const shop = await aMonitor(db, { tag: 'shop', cron: '*/5 * * * *', createdAt: new Date((TODAY - 400 * DAY) * 1_000) });
    const api = await aMonitor(db, { tag: 'api' });
    const hidden = await aMonitor(db, { tag: 'hidden', isHidden: true });
    const paused = await aMonitor(db, { tag: 'paused', status: 'INACTIVE' });
    const trashed = await aMonitor(db, { tag: 'trashed', deletedAt: new Date() });
    await aMonitor(db, { tag: 'nowhere' });
    const page = await aPage(db, { pagePath: 'eu', pageTitle: 'EU', pageSettingsJson: { monitor_status_history_days: { desktop: 7 } } }, [
      api,
      hidden,
      shop,
      paused,
      trashed,
    ]);
    pageId = page.id;
    shopId = shop.id;
    await db.query(`UPDATE page_versions SET version = 12 WHERE page_id = $1`, [pageId]);
    await storeHistory(
      db,
      shop.id,
      [
        { from: TODAY - 400 * DAY, status: 'UP' },
        { from: TODAY - 20 * DAY, status: 'DOWN' },
        { from: TODAY - 9 * DAY, status: 'UP', to: TODAY - 3_600 },
        { from: TODAY, status: 'DEGRADED' },
      ],
      MINUTE_NOW + 60,
    );
    await storeRollup(db, shop.id, QUARTER, [100, 200]);
    await storeRollup(db, shop.id, QUARTER - 1_800, [300]);
    await storeRollup(db, shop.id, QUARTER - 2 * DAY, [1_000]);
  });
  afterAll(() => database.close());

  it('reads a page with the monitors a reader may see, in page order', async () => {
    const page = (await reader.page('eu'))!;
    expect(page).toMatchObject({ id: pageId, version: 12, path: 'eu', title: 'EU', now: NOW, events: { incidents: [], maintenances: [] } });
    expect(page.monitors.map(({ tag }) => tag)).toEqual(['api', 'shop']);
    expect(page.settings.monitor_status_history_days).toEqual({ desktop: 7, mobile: 30 });
    expect(page.site).toMatchObject({ epoch: 1, pages: [{ path: '' }, { path: 'eu', title: 'EU' }] });
    expect(page.site.settings.get('siteName')).toBe('Clarion');
    expect(page.monitors[0]).toMatchObject({ state: null, spans: [], overlays: [] });
  });

  it('reads the spans of the window, the one that runs into it and the open one to its present end', async () => {
    const shop = (await reader.page('eu'))!.monitors[1]!;
    expect(shop.spans).toEqual([
      { from: TODAY - 9 * DAY, to: TODAY - 3_600, status: 'UP' },
      { from: TODAY, to: MINUTE_NOW + 60, status: 'DEGRADED' },
    ]);
    expect(shop.state).toEqual({
      timestamp: MINUTE_NOW,
      status: 'DEGRADED',
      type: 'REALTIME',
      latencyMs: 120,
      sinceTs: TODAY,
      vouchedUntil: MINUTE_NOW + 60,
    });
    expect(shop.createdAt).toBe(TODAY - 400 * DAY);
    expect(shop.sparkline).toHaveLength(48);
    expect(shop.sparkline.slice(-2)).toEqual([300, 150]);
    expect(shop.sparkline.filter((each) => each !== null)).toHaveLength(2);
  });

  it('knows no other page', async () => {
    expect(await reader.page('us')).toBeNull();
    await aPage(database.db, { pagePath: 'gone', deletedAt: new Date() } as Partial<PageEntity>);
    expect(await reader.page('gone')).toBeNull();
  });

  it('reads open incidents of the page, and those that are everybody’s', async () => {
    const { db } = database;
    const start = NOW - 600;
    await anIncident(db, { isGlobal: false, startDateTime: start }, [{ monitor: { id: shopId } }]);
    await anIncident(db, { isGlobal: false, startDateTime: start });
    await anIncident(db, { isGlobal: true, startDateTime: start });
    await anIncident(db, { isGlobal: true, startDateTime: NOW + 600 });
    await anIncident(db, { isGlobal: true, startDateTime: start, state: 'RESOLVED', endDateTime: NOW - 60 });
    expect((await reader.page('eu'))!.events.incidents).toHaveLength(2);
  });

  it('reads the overlays that rooms above hand in', async () => {
    const overlays = new Overlays();
    const overlay = { kind: 'maintenance' as const, id: 1, from: NOW - 60, to: NOW + 60, impact: 'DOWN' as const, isAlertMade: false };
    overlays.register({ overlaysOf: async () => new Map([[shopId, [overlay]]]) });
    const withOverlays = readerOf(database.db, overlays);
    expect((await withOverlays.page('eu'))!.monitors[1]!.overlays).toEqual([overlay]);
  });

  it('SEC-04 reads a monitor for the public only where a page shows it', async () => {
    for (const tag of ['hidden', 'paused', 'trashed', 'nowhere', 'unknown']) expect(await reader.publicMonitor(tag, question())).toBeNull();
    expect(await reader.publicMonitor('shop', question())).toMatchObject({ monitor: { tag: 'shop' }, day: null });
    expect(await reader.monitor('hidden', question())).toMatchObject({ monitor: { tag: 'hidden' } });
    expect(await reader.monitor('trashed', question())).toBeNull();
  });

  it('reads a year of a monitor and the latency of the range that was asked for', async () => {
    const day = (await reader.publicMonitor('shop', question()))!;
    expect([...day.versions]).toEqual([[pageId, 12]]);
    expect(day.pagePath).toBe('eu');
    expect(day.monitor.spans[0]).toEqual({ from: TODAY - 400 * DAY, to: TODAY - 20 * DAY, status: 'UP' });
    expect(day.latency.points.map(({ n, total }) => [n, total])).toEqual([
      [1, 300],
      [2, 300],
    ]);
    expect(day.latency.whole).toMatchObject({ n: 3, total: 600, lo: 100, hi: 300 });
    const week = (await reader.publicMonitor('shop', question({ range: '7d' })))!;
    expect(week.latency.whole).toMatchObject({ n: 4, total: 1_600, hi: 1_000 });
    expect(week.latency.whole.histogram.slice(1).reduce((sum, count) => sum + count, 0)).toBe(4);
    // An hour by its minutes comes from samples, with the same cells for its percentiles.
    const fast = await aMonitor(database.db, { tag: 'fast' });
    const samples = [10, 20, 40, 80, 0].map((latency, index) => ({ timestamp: MINUTE_NOW - index * 60, latency }));
    await insertSamples(database.db, fast.id, samples);
    const hour = (await reader.monitor('fast', question({ range: '1h' })))!;
    expect(hour.latency.points.map(({ bucket, n, hi }) => [MINUTE_NOW - bucket, n, hi])).toEqual([
      ...[
        [180, 1, 80],
        [120, 1, 40],
        [60, 1, 20],
        [0, 1, 10],
      ],
    ]);
    expect(percentile(hour.latency.whole, 0.5)! / 20).toBeCloseTo(1, 1);
  });

  it('reads a day with its gaps and its samples, and none that the monitor does not show', async () => {
    const { db } = database;
    await storeGap(db, shopId, TODAY - 3_600, TODAY - 1_800, 'worker_lost');
    await insertSamples(db, shopId, [
      { timestamp: TODAY - 7_200, latency: 80 },
      { timestamp: TODAY - 7_140, status: 'DOWN', latency: 0, errorMessage: 'HTTP 503' },
      { timestamp: TODAY - 7_080, status: 'UP', latency: 0 },
      { timestamp: TODAY, latency: 70 },
    ]);
    const { day } = (await reader.publicMonitor('shop', question({ day: '2026-11-19' })))!;
    expect(day).toMatchObject({ date: '2026-11-19', from: TODAY - DAY, to: TODAY });
    expect(day!.gaps).toEqual([{ from: TODAY - 3_600, to: TODAY - 1_800, reason: 'worker_lost' }]);
    expect(day!.samples).toEqual([
      { timestamp: TODAY - 7_200, latencyMs: 80, errorMessage: null },
      { timestamp: TODAY - 7_140, latencyMs: 0, errorMessage: 'HTTP 503' },
    ]);
    for (const date of ['2026-11-21', '2026-08-01']) expect((await reader.publicMonitor('shop', question({ day: date })))!.day).toBeNull();
  });
});

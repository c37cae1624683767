import type { Snapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aCalendar, aMaintenanceList, anIncident, anIncidentPage } from '../../../testing/event-fixtures.ts';
import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { aBanner, aMonitor, aPage, NOW, someMonitors } from '../../../testing/fixtures.ts';
import { type FakeLink, setUp } from '../../../testing/setup.ts';
import type { SnapshotStore } from '../state/snapshot-store';
import { Freshness } from './freshness';
import { LiveUpdates } from './live-updates';

const down = aMonitor(1, { status: 'DOWN' });
const aDelta = (seconds: number) => ({
  version: '42',
  generatedAt: NOW + seconds,
  freshness: 'live',
  delayedSince: null,
  banner: aBanner([aMonitor(0), down]),
  monitors: [down],
});
const hello = { version: '41', now: NOW + 1 };

/** The page is open and its clock runs; jsdom's document is visible and online. */
const start = (snapshot: Snapshot = aPage()): { link: FakeLink; store: SnapshotStore; freshness: Freshness; live: LiveUpdates } => {
  const { link, store } = setUp(snapshot);
  const live = TestBed.inject(LiveUpdates);
  live.start();
  live.follow();
  return { link, store, freshness: TestBed.inject(Freshness), live };
};

const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1_000);
const setHidden = (isHidden: boolean): void => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('LiveUpdates', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: (NOW + 1) * 1_000 });
    vi.spyOn(Math, 'random').mockReturnValue(1);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('opens the stream of its page in its zone and goes on from its version', () => {
    const { link } = start();
    expect(link.line.url).toBe('/api/v4/public/pages/~home/stream?tz=UTC&lang=en');
    expect(link.line.options.lastEventId).toBe('41');
  });

  it('follows, for a monitor’s own page, a page that shows the monitor', () => {
    const { link } = start(aMonitorPage({ pagePath: 'europe' }));
    expect(link.line.url).toBe('/api/v4/public/pages/europe/stream?tz=UTC&lang=en');
    TestBed.resetTestingModule();
    expect(start(aMonitorPage({ pagePath: '' })).link.line.url).toContain('/pages/~home/stream?');
  });

  it('shows a delta at once', () => {
    const { link, store, freshness } = start();
    link.line.send('hello', hello);
    link.line.send('delta', aDelta(5));
    expect(store.monitors()[1]?.status).toBe('DOWN');
    expect(store.banner().key).toBe('PARTIAL_OUTAGE');
    expect(freshness.isLive()).toBe(true);
  });

  const events = { incidents: [], maintenances: [], pastDays: [] };

  it('reads the page of an incident anew when events changed on the page it follows', async () => {
    const { link, store } = start(anIncidentPage({ pagePath: 'eu', isOfPage: true }));
    expect(link.line.url).toBe('/api/v4/public/pages/eu/stream?tz=UTC&lang=en');
    link.line.send('delta', aDelta(5));
    expect(link.asked).toEqual([]);
    link.willAnswer(anIncidentPage({ incident: anIncident({ title: 'Renamed' }) }));
    link.line.send('delta', { ...aDelta(6), events });
    await seconds(0);
    expect(link.asked.map(({ url }) => url)).toEqual(['/api/v4/public/incidents/7/snapshot?tz=UTC&lang=en&page_path=eu']);
    expect(store.snapshot()).toMatchObject({ incident: { title: 'Renamed' } });
  });

  it('leaves a list as it is until the reader wants it anew', async () => {
    const filter = { monitor: 'shop', from: '2026-11-01', to: null, page: 2 };
    const { link, live } = start(aMaintenanceList({ filter }));
    link.line.send('delta', { ...aDelta(6), events });
    expect([live.hasNews(), link.asked]).toEqual([true, []]);
    link.willAnswer(aMaintenanceList({ filter }));
    await live.showNews();
    expect(link.asked[0]?.url).toBe('/api/v4/public/maintenances/snapshot?tz=UTC&lang=en&monitor=shop&from=2026-11-01&page=2');
    expect(live.hasNews()).toBe(false);
  });

  it('reads a month where it lies', async () => {
    const { link, live } = start(aCalendar());
    link.willAnswer(aCalendar());
    await live.showNews();
    expect(link.asked[0]?.url).toBe('/api/v4/public/events/2026-11/snapshot?tz=UTC&lang=en');
  });

  it('ignores a delta older than what is shown', () => {
    const { link, store } = start();
    link.line.send('delta', aDelta(-60));
    expect(store.monitors()[1]?.status).toBe('UP');
  });

  it('fetches the snapshot when rows came or went, and when the greeting names another version', async () => {
    const { link, store } = start();
    link.willAnswer(aPage({ version: '50', monitors: someMonitors(4) }));
    link.line.send('reload', {});
    await seconds(0);
    expect(store.monitors()).toHaveLength(4);
    link.willAnswer(aPage({ version: '51' }));
    link.line.send('hello', { ...hello, version: '51' });
    await seconds(0);
    expect(store.snapshot().version).toBe('51');
  });

  it('stays fresh on heartbeats alone', async () => {
    const { link, freshness } = start();
    for (let beat = 0; beat < 10; beat += 1) {
      link.line.beat();
      await seconds(15);
    }
    expect(freshness.age()).toBe('fresh');
    expect(link.streams).toHaveLength(1);
  });

  it('takes a silent line for dead and opens another', async () => {
    const { link } = start();
    link.line.beat();
    const first = link.line;
    await seconds(45);
    expect(first.isClosed).toBe(true);
    await seconds(1);
    expect(link.streams).toHaveLength(2);
  });

  it('waits longer after each failure and says until when', async () => {
    const { link, freshness } = start();
    for (const wait of [1, 2, 4]) {
      link.line.hangUp();
      await seconds(0);
      expect(freshness.isConnected()).toBe(false);
      expect(freshness.retryAt()).toBe((freshness.now() ?? 0) + wait);
      await seconds(wait);
    }
    expect(link.streams).toHaveLength(4);
  });

  it('polls when no stream can be had, and a 304 counts as news', async () => {
    const { link, freshness } = start();
    link.willAnswer(aPage(), { etag: '"a"' });
    link.answers.push(...Array.from({ length: 3 }, () => new Response(null, { status: 304 })));
    for (let round = 0; round < 12; round += 1) {
      link.line.hangUp();
      await seconds(30);
    }
    expect(link.asked.length).toBeGreaterThanOrEqual(3);
    expect(link.asked.map(({ etag }) => etag).slice(0, 3)).toEqual([null, '"a"', '"a"']);
    expect(freshness.age()).not.toBe('stale');
  });

  it('becomes paused and then stale when the server is gone', async () => {
    const { link, freshness } = start();
    const silence = async (span: number): Promise<void> => {
      for (let round = 0; round < span; round += 10) {
        link.line.hangUp();
        await seconds(10);
      }
    };
    await silence(100);
    expect(freshness.age()).toBe('paused');
    await silence(510);
    expect(freshness.age()).toBe('stale');
  });

  it('closes while hidden for more than five minutes and catches up on return', async () => {
    const { link, store } = start();
    link.line.beat();
    const keepAlive = setInterval(() => link.line.beat(), 15_000);
    setHidden(true);
    await seconds(299);
    expect(link.line.isClosed).toBe(false);
    await seconds(2);
    expect(link.line.isClosed).toBe(true);
    clearInterval(keepAlive);
    link.willAnswer(aPage({ version: '60' }));
    setHidden(false);
    await seconds(0);
    expect(store.snapshot().version).toBe('60');
    expect(link.streams).toHaveLength(2);
  });

  it('says that it is offline, and comes back by itself', async () => {
    const { link, freshness } = start();
    dispatchEvent(new Event('offline'));
    expect(freshness.isOnline()).toBe(false);
    expect(link.line.isClosed).toBe(true);
    link.willAnswer(aPage());
    dispatchEvent(new Event('online'));
    await seconds(0);
    expect(freshness.isOnline()).toBe(true);
    expect(link.streams).toHaveLength(2);
  });

  it('opens another stream when another zone was chosen', async () => {
    const { link, store } = start();
    link.line.beat();
    store.replace(aPage({ timeZone: 'Asia/Tokyo' }));
    await seconds(1);
    expect(link.line.url).toContain('tz=Asia%2FTokyo');
  });

  it('fetches a monitor’s own page when the stream names the monitor', async () => {
    const { link } = start(aMonitorPage());
    link.willAnswer(aMonitorPage());
    link.line.send('delta', { ...aDelta(5), monitors: [aMonitor(0)] });
    await seconds(0);
    expect(link.asked[0]?.url).toBe('/api/v4/public/monitors/checkout-eu/snapshot?tz=UTC&lang=en&range=24h');
  });

  it('asks for the new day at midnight', async () => {
    const { link } = start();
    link.line.beat();
    const midnight = aPage().dayStarts.at(-1) ?? 0;
    vi.setSystemTime((midnight - 1) * 1_000);
    link.willAnswer(aPage());
    await seconds(2);
    expect(link.asked).toHaveLength(1);
  });
});

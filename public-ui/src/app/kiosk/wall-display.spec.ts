import { TestBed } from '@angular/core/testing';

import { anIncident } from '../../../testing/event-fixtures.ts';
import { aPage, NOW } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { ShownEvents } from '../events/shown-events';
import { Freshness } from '../live/freshness';
import { LiveUpdates } from '../live/live-updates';
import { WallDisplay } from './wall-display';

describe('WallDisplay', () => {
  const request = vi.fn<(type: string) => Promise<void>>();
  beforeEach(() => {
    request.mockReset().mockResolvedValue();
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
    vi.useFakeTimers({ now: NOW * 1_000, toFake: ['setInterval', 'clearInterval', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    Reflect.deleteProperty(navigator, 'wakeLock');
    document.body.style.translate = '';
  });

  it('shows the time and keeps the screen on, again after every look away', async () => {
    setUp(aPage());
    const { nativeElement } = await draw(WallDisplay);
    expect(textOf(nativeElement as HTMLElement)).toBe('14:05 UTC');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(request.mock.calls).toEqual([['screen'], ['screen']]);
  });

  it('shows news at once, and what is over no longer', async () => {
    const page = aPage({ incidents: [anIncident()] });
    const { store } = setUp(page);
    await draw(WallDisplay);
    const shown = TestBed.inject(ShownEvents);
    store.replace({ ...page, incidents: [anIncident({ id: 8 })] });
    TestBed.tick();
    expect(shown.incidents().map(({ id }) => id)).toEqual([8]);
    expect(shown.newIncidents()).toBe(0);
  });

  it('moves a little every minute, and asks again while the data is old', async () => {
    setUp(aPage());
    await draw(WallDisplay);
    const retry = vi.spyOn(TestBed.inject(LiveUpdates), 'retry').mockResolvedValue();
    const places = new Set<string>();
    for (let minute = 0; minute < 4; minute += 1) {
      vi.advanceTimersByTime(60_000);
      places.add(document.body.style.translate);
    }
    expect(places.size).toBe(4);
    expect(retry).not.toHaveBeenCalled();
    TestBed.inject(Freshness).tick();
    vi.advanceTimersByTime(60_000);
    expect(retry).toHaveBeenCalledOnce();
  });

  it('takes the whole page anew when the server answers and the data stays stale', async () => {
    const { link } = setUp(aPage());
    await draw(WallDisplay);
    vi.spyOn(TestBed.inject(LiveUpdates), 'retry').mockResolvedValue();
    vi.advanceTimersByTime(700_000);
    TestBed.inject(Freshness).tick();
    const before = link.asked.length;
    vi.advanceTimersByTime(60_000);
    await Promise.resolve();
    await Promise.resolve();
    expect(link.asked.slice(before).map(({ url }) => url)).toEqual([location.href]);
  });
});

import { TestBed } from '@angular/core/testing';

import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aBanner, aPage, NOW, someMonitors } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { Freshness } from '../live/freshness';
import { StatusBanner } from './status-banner';

const drawn = async (page = aPage()) => {
  setUp(page);
  const { nativeElement } = await draw(StatusBanner);
  const host = nativeElement as HTMLElement;
  return {
    tone: host.dataset['tone'],
    isDelayed: host.dataset['delayed'] !== undefined,
    line: textOf(host.querySelector('h2 .when-trusted')),
    parts: [...host.querySelectorAll('.banner-event > span')].map(textOf),
    detail: textOf(host.querySelector('.banner-detail .when-trusted')),
    stale: textOf(host.querySelector('.banner-detail .when-stale')),
    fresh: (): string => textOf(host.querySelector('.banner-fresh')),
  };
};

describe('StatusBanner', () => {
  it('answers whether it is broken and how much of it', async () => {
    const monitors = someMonitors(4, { 0: 'DOWN', 1: 'DEGRADED' });
    const banner = await drawn(aPage({ monitors }));
    expect(banner).toMatchObject({ tone: 'DOWN', line: 'Partial System Outage', detail: '2 of 4 services are affected.' });
  });

  it('counts maintenance only while nothing is worse', async () => {
    expect((await drawn(aPage({ monitors: someMonitors(3, { 1: 'MAINTENANCE' }) }))).detail).toBe('1 service is under maintenance.');
  });

  it('has no green above an open incident', async () => {
    const banner = await drawn(aPage({ banner: aBanner(someMonitors(3), 1) }));
    expect(banner).toMatchObject({ tone: 'DEGRADED', line: 'Ongoing Incident', detail: '1 incident is open.' });
  });

  it('names the incident that was updated last, its state, and when more will be said', async () => {
    const page = aPage({ banner: aBanner(someMonitors(3), 2), incidents: [anIncident(), anIncident({ id: 8 })] });
    const { line, parts } = await drawn(page);
    expect(line).toBe('Ongoing Incident');
    expect(parts).toEqual(['Elevated error rates on EU checkout', 'Monitoring · next update by 14:45 UTC · and 1 more incident']);
  });

  it('says that a promise was missed', async () => {
    const { parts } = await drawn(aPage({ incidents: [anIncident({ nextUpdateAt: NOW - 600 })] }));
    expect(parts[1]).toBe('Monitoring · update overdue since 13:55 UTC');
  });

  it('names the maintenance that runs, while nothing is worse', async () => {
    const maintenances = [aMaintenance({ status: 'ONGOING', to: NOW + 900 })];
    const calm = await drawn(aPage({ monitors: someMonitors(3, { 1: 'MAINTENANCE' }), maintenances }));
    expect(calm.parts).toEqual(['Database upgrade', 'in progress until 14:20 UTC']);
  });

  it('says since when monitoring is delayed', async () => {
    const banner = await drawn(aPage({ freshness: 'delayed', delayedSince: NOW - 900 }));
    expect(banner).toMatchObject({ isDelayed: true, detail: 'Monitoring delayed since 13:50 UTC. What you see may be out of date.' });
  });

  it('carries the words for the time nobody confirms it any more', async () => {
    expect((await drawn()).stale).toBe('Last confirmed: All Systems Operational at 14:05 UTC');
  });

  it('shows an absolute time on the server and a live mark once connected', async () => {
    const banner = await drawn();
    expect(banner.fresh()).toBe('Updated 14:05 UTC');
    TestBed.inject(Freshness).isConnected.set(true);
    TestBed.tick();
    expect(banner.fresh()).toBe('LiveUpdated 14:05 UTC');
  });
});

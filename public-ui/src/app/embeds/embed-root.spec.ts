import type { EmbedSnapshot, EmbedSnapshotFrame } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aMonitor, aSite, dayStartsUtc, NOW } from '../../../testing/fixtures.ts';
import { textOf } from '../../../testing/setup.ts';
import { EmbedRoot } from './embed-root';
import { provideEmbed } from './embed-state';

const FRAME: EmbedSnapshotFrame = {
  ...{ v: 1, version: '1', generatedAt: NOW, freshness: 'live', delayedSince: null, site: aSite(), locale: 'en' },
  ...{ timeZone: 'UTC', theme: 'system' },
};

const drawn = async (embed: EmbedSnapshot): Promise<HTMLElement> => {
  TestBed.configureTestingModule({ providers: [provideEmbed(embed)] });
  const fixture = TestBed.createComponent(EmbedRoot);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
};

describe('a frame', () => {
  it('of a monitor says how it is, how it was, and where there is more', async () => {
    const monitor = aMonitor(0, { status: 'DOWN', temper: 'usual' });
    const host = await drawn({ ...FRAME, kind: 'embed-monitor', monitor, dayStarts: dayStartsUtc(90) });
    expect(textOf(host.querySelector('.embed-status .when-trusted'))).toBe('Down');
    expect(textOf(host.querySelector('.embed-figure .when-wide'))).toContain(`${monitor.uptime.desktop.text} % over the last 90 days`);
    expect(host.querySelector('h1 a')!.getAttribute('href')).toBe(`/monitors/${monitor.tag}`);
    expect(host.querySelectorAll('.bars-drawing path').length).toBeGreaterThan(4);
    expect(textOf(host.querySelector('.bars .hidden, app-day-bars .hidden'))).toContain('90 days');
  });

  it('of latencies has the chart and its table', async () => {
    const { latency, monitor } = aMonitorPage();
    const { tag, name, status } = monitor;
    const about = { monitor: { tag, name, status }, days: 7, height: 200, metric: 'maximum', valueMs: 1_204 } as const;
    const host = await drawn({ ...FRAME, kind: 'embed-latency', ...about, points: latency.points });
    expect(textOf(host.querySelector('.embed-figure'))).toBe('Maximum 1.2 s · 7 days');
    expect(host.querySelector<HTMLElement>('app-latency-chart')!.style.getPropertyValue('--height')).toBe('200px');
    expect(host.querySelectorAll('tbody tr').length).toBe(latency.points.length);
  });

  it('of events shows what goes on', async () => {
    const host = await drawn({ ...FRAME, kind: 'embed-events', incidents: [anIncident()], maintenances: [aMaintenance()] });
    expect([...host.querySelectorAll('h2')].map(textOf)).toEqual(['Ongoing incident', 'Maintenance']);
    expect([host.querySelectorAll('.incident').length, host.querySelectorAll('.maintenance').length]).toEqual([1, 1]);
  });

  it('says so when nothing goes on, and when there is nothing to show', async () => {
    const quiet = await drawn({ ...FRAME, kind: 'embed-events', incidents: [], maintenances: [] });
    expect(textOf(quiet.querySelector('.embed-none'))).toBe('No incidents and no maintenance right now.');
    TestBed.resetTestingModule();
    const missing = await drawn({ ...FRAME, kind: 'embed-missing' });
    expect(textOf(missing)).toContain('There is no status to show here.');
    expect(missing.querySelector('.embed-age')).toBeNull();
  });

  it('says since when nobody has confirmed it', async () => {
    const late = { ...FRAME, freshness: 'delayed', delayedSince: NOW - 3_600 } as const;
    const host = await drawn({ ...late, kind: 'embed-events', incidents: [], maintenances: [] });
    expect(host.querySelector('main')!.hasAttribute('data-delayed')).toBe(true);
    expect(textOf(host.querySelector('.embed-age'))).toBe('Status as of 13:05 UTC');
  });
});

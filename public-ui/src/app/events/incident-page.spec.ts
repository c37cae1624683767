import type { IncidentPageSnapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { anIncident, anIncidentPage, anUpdate } from '../../../testing/event-fixtures.ts';
import { NOW } from '../../../testing/fixtures.ts';
import { cellsOf, draw, setUp, textOf } from '../../../testing/setup.ts';
import { IncidentPage } from './incident-page';

const drawn = async (snapshot: IncidentPageSnapshot = anIncidentPage()) => {
  setUp(snapshot);
  const fixture = await draw(IncidentPage, { snapshot });
  const host = fixture.nativeElement as HTMLElement;
  return {
    host,
    anchors: (): string[] => [...host.querySelectorAll('.timeline > li')].map(({ id }) => id),
    facts: (): string[] => [...host.querySelectorAll('.facts li')].map(textOf),
    change: async (to: IncidentPageSnapshot): Promise<void> => {
      fixture.componentRef.setInput('snapshot', to);
      await fixture.whenStable();
    },
  };
};
const resolved = { state: 'RESOLVED', to: NOW - 60 } as const;

describe('IncidentPage', () => {
  it('reads newest first while the incident is open, and as a story once it is over', async () => {
    expect((await drawn()).anchors()).toEqual(['update-3', 'update-2', 'update-1']);
    TestBed.resetTestingModule();
    expect((await drawn(anIncidentPage({ incident: anIncident(resolved) }))).anchors()).toEqual(['update-1', 'update-2', 'update-3']);
  });

  it('says what state it is in, how long, and when more will be said', async () => {
    const { host, facts } = await drawn();
    expect(textOf(host.querySelector('.state .hidden'))).toBe('Step 3 of 4: Monitoring');
    expect(facts()).toEqual(['for 47 min', 'Started 20 Nov 2026, 13:18 UTC', 'next update by 14:45 UTC']);
  });

  it('says that a promise was missed, and who found the incident', async () => {
    const { facts } = await drawn(anIncidentPage({ incident: anIncident({ nextUpdateAt: NOW - 60, isAutomatic: true }) }));
    expect(facts().slice(-2)).toEqual(['Detected automatically', 'update overdue since 14:04 UTC']);
  });

  it('marks what was edited and links each update', async () => {
    const { host } = await drawn();
    const entry = host.querySelector('#update-2')!;
    expect(textOf(entry.querySelector('.update-edited'))).toBe('edited');
    expect(entry.querySelector('.update-link')?.getAttribute('href')).toBe('/incidents/7#update-2');
    expect(entry.querySelector('strong')?.textContent).toBe('bad deploy');
  });

  it('keeps a new update back until it is asked for, and everybody’s place once it is resolved', async () => {
    const page = await drawn();
    const updates = [anUpdate({ id: 4, at: NOW, state: 'RESOLVED' }), ...anIncident().updates];
    await page.change(anIncidentPage({ incident: anIncident({ ...resolved, updates }) }));
    expect(page.anchors()).toEqual(['update-3', 'update-2', 'update-1']);
    expect(textOf(page.host.querySelector('.news span'))).toBe('1 new update');
    expect(textOf(page.host.querySelector('.state-word'))).toBe('Resolved');
    page.host.querySelector<HTMLButtonElement>('.news button')!.click();
    await page.change(anIncidentPage({ incident: anIncident({ ...resolved, updates }) }));
    expect(page.anchors()).toEqual(['update-4', 'update-3', 'update-2', 'update-1']);
    expect(page.host.querySelector('.news')).toBeNull();
  });

  it('tells the impact over time as a table, and the report once there is one', async () => {
    const { host } = await drawn(anIncidentPage({ report: { html: '<p>We learned.</p>', publishedAt: NOW } }));
    expect(cellsOf(host.querySelectorAll('.impacts tbody tr'))).toEqual([
      'Checkout EU | Degraded | Fri 20 Nov, 13:18 | Fri 20 Nov, 13:45',
      'Down | Fri 20 Nov, 13:45 | now',
      'Payments API | Degraded | Fri 20 Nov, 13:18 | now',
    ]);
    expect(textOf(host.querySelector('#report .report'))).toBe('We learned.');
  });
});

import type { PageSnapshot } from '@clarion/contract';

import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aPage } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { EventBlocks } from './event-blocks';

const drawn = async (snapshot: PageSnapshot) => {
  setUp(snapshot);
  const host = (await draw(EventBlocks)).nativeElement as HTMLElement;
  const texts = (selector: string): string[] => [...host.querySelectorAll(selector)].map(textOf);
  return { host, texts };
};

describe('EventBlocks', () => {
  it('tells the newest of an incident and keeps the rest behind a disclosure', async () => {
    const { host, texts } = await drawn(aPage({ incidents: [anIncident()] }));
    expect(texts('h2')).toEqual(['Ongoing incident']);
    expect(texts('.incident-newest .update-text')).toEqual(['A fix is deployed; error rates are falling. We keep watching.']);
    expect(texts('summary')).toEqual(['2 earlier updates']);
    expect(host.querySelectorAll('details app-update-entry')).toHaveLength(2);
    expect(texts('.incident-promise')).toEqual(['next update by 14:45 UTC']);
    expect(texts('.affected li')).toEqual(['Checkout EU Down', 'Payments API Degraded']);
    expect(host.querySelector<HTMLElement>('.incident')?.dataset['tone']).toBe('DOWN');
  });

  it('leads to all updates when the page does not carry them', async () => {
    const { host } = await drawn(aPage({ incidents: [anIncident({ updateCount: 9 })] }));
    expect(textOf(host.querySelector('summary'))).toBe('8 earlier updates');
    expect(host.querySelector('details > a')?.getAttribute('href')).toBe('/incidents/7');
  });

  it('warns of an incident that names no service', async () => {
    const { host } = await drawn(aPage({ incidents: [anIncident({ affected: [], updates: [] })] }));
    expect(host.querySelector<HTMLElement>('.incident')?.dataset['tone']).toBe('DEGRADED');
    expect(host.textContent).toContain('No update has been written yet.');
  });

  it('does not deny updates of an incident that was resolved under the reader', async () => {
    const { texts } = await drawn(aPage({ incidents: [anIncident({ state: 'RESOLVED', updates: [] })] }));
    expect(texts('.incident-newest')).toEqual(['']);
  });

  it('tells of maintenance with its window, its services and a way into a calendar', async () => {
    const maintenances = [
      aMaintenance({ eventId: 10, status: 'ONGOING' }),
      aMaintenance({ isRecurring: true, moreCount: 3, affected: [{ tag: 'a', name: 'Orders', impact: 'DOWN' }] }),
    ];
    const plain = aPage();
    const { host, texts } = await drawn(aPage({ maintenances, page: { ...plain.page, path: 'eu' } }));
    expect(texts('.maintenance-services')).toEqual(['Orders database (Under Maintenance)', 'Orders (Down for Maintenance)']);
    expect(texts('.maintenance-window')[1]).toBe('Sun 22 Nov, 02:05–03:05UTC+3 more');
    expect([...host.querySelectorAll('.maintenance-add')].map((link) => link.getAttribute('href'))).toEqual(['/eu/maintenances/11.ics']);
  });
});

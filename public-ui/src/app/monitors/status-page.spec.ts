import type { PageSnapshot } from '@clarion/contract';
import { DeferBlockState, TestBed } from '@angular/core/testing';

import { aMaintenance, anIncident } from '../../../testing/event-fixtures.ts';
import { aBanner, aPage, someMonitors } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { SnapshotStore } from '../state/snapshot-store';
import { StatusPage } from './status-page';

const drawn = async (snapshot: PageSnapshot) => {
  setUp(snapshot);
  const fixture = await draw(StatusPage, { snapshot });
  for (const block of await fixture.getDeferBlocks()) await block.render(DeferBlockState.Complete);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const visible = (selector: string): Element[] => [...host.querySelectorAll(selector)].filter((element) => !element.closest('[hidden]'));
  return {
    host,
    names: (): string[] => visible('.row-name').map(textOf),
    groups: (): string[] => visible('details.group').map((group) => textOf(group.querySelector('h2'))),
    openGroups: (): number => host.querySelectorAll('details.group[open]').length,
    search: async (text: string): Promise<void> => {
      const field = host.querySelector<HTMLInputElement>('input[type=search]')!;
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    },
    press: async (name: string): Promise<void> => {
      [...host.querySelectorAll('button')].find((button) => textOf(button).startsWith(name))?.click();
      await fixture.whenStable();
    },
  };
};

const many = aPage({ monitors: someMonitors(30, { 4: 'DOWN', 20: 'DEGRADED' }) });

describe('StatusPage', () => {
  it('has a toolbar from thirteen monitors on', async () => {
    expect((await drawn(aPage({ monitors: someMonitors(12) }))).host.querySelector('app-page-toolbar')).toBeNull();
  });

  it('draws the past of the first hundred, and of the others what they are called and how they are', async () => {
    const page = await drawn(aPage({ monitors: someMonitors(120) }));
    expect([page.host.querySelectorAll('app-monitor-row').length, page.host.querySelectorAll('app-light-row').length]).toEqual([100, 20]);
    expect(page.names()).toHaveLength(120);
  });

  it('opens groups as they are set: always, or when something is wrong', async () => {
    const page = await drawn(many);
    // Three are always open; of the three that open when affected, one is.
    expect(page.groups()).toHaveLength(6);
    expect(page.openGroups()).toBe(4);
  });

  it('finds monitors in every group, opens those, and puts them back afterwards', async () => {
    const page = await drawn(many);
    await page.search('e');
    expect(page.openGroups()).toBe(6);
    await page.search('  CHECKOUT ');
    expect(page.names()).toEqual(['Checkout EU', 'Checkout US']);
    expect(page.groups()).toEqual(['Checkout and payments']);
    await page.search('');
    expect(page.names()).toHaveLength(30);
    expect(page.openGroups()).toBe(4);
  });

  it('shows only problems on request', async () => {
    const page = await drawn(many);
    await page.press('Problems');
    expect(page.names()).toEqual([4, 20].map((index) => many.monitors[index]?.name));
    await page.press('All');
    expect(page.names()).toHaveLength(30);
  });

  it('says when nothing matches and offers the way back', async () => {
    const page = await drawn(many);
    await page.search('zzz');
    expect(textOf(page.host.querySelector('.empty'))).toContain('No service matches.');
    await page.press('Show all services');
    expect(page.names()).toHaveLength(30);
  });

  it('says that there is something new, and shows it on request', async () => {
    const page = aPage({ incidents: [anIncident()] });
    const { host, press } = await drawn(page);
    expect(host.querySelectorAll('app-incident-card')).toHaveLength(1);
    expect(host.querySelector('.news')).toBeNull();
    // jsdom does not lay out, so it does not scroll either.
    const scrolled = vi.fn();
    Element.prototype.scrollIntoView = scrolled;
    TestBed.inject(SnapshotStore).replace({ ...page, incidents: [anIncident(), anIncident({ id: 8, title: 'Another' })] });
    TestBed.tick();
    expect(textOf(host.querySelector('.news span'))).toBe('New incident reported');
    expect(host.querySelectorAll('app-incident-card')).toHaveLength(1);
    await press('Show');
    expect(scrolled).toHaveBeenCalledOnce();
    expect([...host.querySelectorAll('.incident-title')].map(textOf)).toEqual(['Elevated error rates on EU checkout', 'Another']);
  });

  it('keeps events behind a bell where the site wants it so, and then nowhere else', async () => {
    const events = { incidents: [anIncident()], maintenances: [aMaintenance()], banner: aBanner(someMonitors(3), 1) };
    const behind = (await drawn(aPage({ ...events, eventPlacement: 'popover' }))).host;
    expect(textOf(behind.querySelector('.bell'))).toBe('2 events');
    const popover = behind.querySelector(`[popover]#${behind.querySelector('.bell')?.getAttribute('popovertarget')}`);
    expect(popover?.querySelectorAll('app-event-blocks')).toHaveLength(1);
    expect(behind.querySelectorAll('app-event-blocks')).toHaveLength(1);
    expect(behind.querySelector('.incident-bar')?.getAttribute('popovertarget')).toBe('notifications');
  });

  it('has no bell where events are blocks of the page', async () => {
    const { host } = await drawn(aPage({ incidents: [anIncident()] }));
    expect([host.querySelector('.bell'), host.querySelector('[popover]')]).toEqual([null, null]);
  });

  it('says how uptime is counted, and tells a phone of open incidents', async () => {
    const { host } = await drawn(aPage({ banner: aBanner(someMonitors(3), 1), incidents: [anIncident()] }));
    expect(textOf(host.querySelector('.footnote p'))).toContain('Minutes without data count nowhere.');
    expect(textOf(host.querySelector('.incident-bar'))).toBe('Ongoing Incident · 1 incidentView');
    expect(host.querySelector('.incident-bar')?.getAttribute('href')).toBe('#incidents');
  });

  it('says when there is nothing to show', async () => {
    const page = await drawn(aPage({ monitors: [], sections: [] }));
    expect(textOf(page.host.querySelector('.empty'))).toBe('This page has no services yet.');
    expect(page.host.querySelector('app-status-banner')).toBeNull();
  });

  it('uses tiles where the layout asks for them, with the word in the name', async () => {
    const plain = aPage({ monitors: someMonitors(3, { 1: 'DOWN' }) });
    const { host } = await drawn({ ...plain, page: { ...plain.page, layout: 'compact-grid' } });
    expect([...host.querySelectorAll('.tile')].map(textOf)).toEqual([
      'Checkout EU, Operational',
      'Checkout US, Down',
      'Payments API, Operational',
    ]);
  });
});

import type { PageSnapshot } from '@clarion/contract';
import { DeferBlockState } from '@angular/core/testing';

import { aPage, someMonitors } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
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

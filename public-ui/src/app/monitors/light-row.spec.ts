import { aMonitor, aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { LightRow } from './light-row';

describe('LightRow', () => {
  it('says what a whole row says first, and leads to the same page', async () => {
    setUp(aPage({ site: aSite({ basePath: '/status' }) }));
    const { nativeElement } = await draw(LightRow, { monitor: aMonitor(1, { status: 'DOWN' }) });
    const host = nativeElement as HTMLElement;
    expect(host.querySelector('h3 a')?.getAttribute('href')).toBe('/status/monitors/checkout-us');
    expect(textOf(host.querySelector('.row-status'))).toBe('Down');
    expect(textOf(host.querySelector('.row-uptime .when-wide'))).toBe('99.848 %');
    expect(host.id).toBe('monitor-checkout-us');
    expect(host.querySelector('app-day-bars, input')).toBeNull();
  });
});

import { TestBed } from '@angular/core/testing';

import { aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { SubscribeTo } from './subscribe-to';
import { type Subject, Subscribing } from './subscribing';

const subject: Subject = { scope: { type: 'incident', incident_id: 7 }, name: 'Slow checkout' };
const drawn = async (site: Parameters<typeof aSite>[0]) => {
  setUp(aPage({ site: aSite(site) }));
  return (await draw(SubscribeTo, { subject })).nativeElement as HTMLElement;
};

describe('SubscribeTo', () => {
  it('opens the dialog for what it stands beside; a new tab gets the page that works without script', async () => {
    const link = (await drawn({ basePath: '/status', subscriptions: { email: ['incidents'] } })).querySelector('a')!;
    expect([textOf(link), link.getAttribute('href')]).toEqual(['Subscribe to this', '/status/subscribe']);
    const click = (init: MouseEventInit): MouseEvent => {
      const event = new MouseEvent('click', { cancelable: true, ...init });
      link.dispatchEvent(event);
      return event;
    };
    const wanted = TestBed.inject(Subscribing).wanted;
    expect([click({ ctrlKey: true }).defaultPrevented, wanted()]).toEqual([false, null]);
    expect([click({}).defaultPrevented, wanted()]).toEqual([true, { subject }]);
    // The dialog did not come.
    expect([click({ detail: 2 }).defaultPrevented, click({ detail: 1 }).defaultPrevented]).toEqual([true, false]);
  });

  it('is not there where nothing is offered', async () => {
    expect((await drawn({})).querySelector('a')).toBeNull();
  });
});

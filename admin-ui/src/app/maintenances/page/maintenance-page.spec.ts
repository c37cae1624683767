import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aMaintenance, anEvent, aOneTime } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import type { MaintenanceEvent, MaintenanceState } from '../../api/maintenances.js';
import { MaintenancePage } from './maintenance-page.js';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const ROUTES = [
  { path: 'manage/maintenances/:id', component: MaintenancePage },
  { path: '**', component: Elsewhere },
];

describe('MaintenancePage', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector('mat-dialog-container')!;
  const path = (ending: string) => (request: { url: string }) => request.url.endsWith(ending);
  const open = async (
    maintenance: MaintenanceState,
    events: MaintenanceEvent[],
    { url = '/manage/maintenances/4', total = events.length, ahead = 1 } = {},
  ) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['maintenances.read', 'maintenances.write', 'monitors.read']));
    harness = await RouterTestingHarness.create(url);
    await settle();
    server.expectOne(path('/maintenance-states/4')).flush({ maintenance });
    server.match(path('/maintenances/events')).forEach((request) => request.flush({ events: [], page: 1, limit: 1, total: ahead }));
    await settle();
    server
      .match(path('/monitor-states/orders'))
      .forEach((request) => request.flush({ monitor: aState({ tag: 'orders', name: 'Orders DB' }) }));
    const list = server.expectOne(path('/maintenances/4/events'));
    list.flush({ events, page: Number(list.request.params.get('page')), limit: 20, total });
    await settle();
    return list.request;
  };
  const choose = async (words: string, scope?: string) => {
    button(page(), words).click();
    await settle();
    if (!scope) return;
    [...dialog().querySelectorAll<HTMLElement>('mat-radio-button')]
      .find((each) => textOf(each).startsWith(scope))!
      .querySelector('input')!
      .click();
    await settle();
    const before = dialog();
    button(before, 'Continue').click();
    await vi.waitFor(() => expect(before.isConnected).toBe(false));
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('says what is planned and what comes next', async () => {
    await open(aMaintenance(), [anEvent()]);
    expect(textOf(page().querySelector('h1'))).toBe('Weekly patches');
    const plan = textOf(page().querySelector('dl'));
    expect(plan).toContain('How oftenEvery week on SundayFREQ=WEEKLY;BYDAY=SU');
    expect(plan).toContain('Lasts1h');
    expect(plan).toContain('Orders DBMaintenance');
    expect(textOf(page().querySelector('.meta'))).toContain('Scheduledstarts in');
    expect(button(page(), 'Public page').getAttribute('href')).toBe('https://status.example.com/maintenances/4?type=maintenance');
    expect(page().querySelectorAll('app-event-list li')).toHaveLength(1);
  });

  it.each([
    [47, 2, '3'],
    [42, 8, '2'],
    [40, 0, '2'],
    [0, 0, '1'],
  ])('of %i events begins with the page that the next one is on, %i being ahead', async (total, ahead, expected) => {
    const request = await open(aMaintenance({ event_count: total }), total === 0 ? [] : [anEvent()], { total, ahead });
    expect(request.params.get('page')).toBe(expected);
  });

  it('turns the pages of many events', async () => {
    await open(aMaintenance({ event_count: 47 }), [anEvent()], { total: 47, ahead: 2 });
    expect(page().querySelector('mat-paginator')).not.toBeNull();
  });

  it('takes the page of events from the address', async () => {
    const request = await open(aMaintenance({ event_count: 47 }), [anEvent()], { url: '/manage/maintenances/4?p=1', total: 47 });
    expect(request.params.get('page')).toBe('1');
    server.expectNone(path('/maintenances/events'));
  });

  it('completes what is in progress after saying what that does', async () => {
    const ongoing = anEvent({ status: 'ONGOING' });
    await open(aMaintenance({ current_event: ongoing, next_event: null }), [ongoing]);
    page().querySelector<HTMLButtonElement>('app-event-list button')!.click();
    await settle();
    const trial = await vi.waitFor(() => server.expectOne(({ params }) => params.get('dryRun') === 'true'));
    trial.flush({ dry_run: { banner: [], monitors: [], recipients: { email: 0, webhook: 0, slack: 0, discord: 0 } } });
    await settle();
    expect(textOf(dialog())).toContain('Who hears of itNobody: no message is sent.');
    button(dialog(), 'Complete').click();
    await settle();
    const request = server.expectOne({ method: 'PATCH', url: '/status/api/v4/maintenances/4/events/9' });
    expect(request.request.body).toEqual({ status: 'COMPLETED' });
    request.flush({ error: { code: 'BAD_REQUEST', message: 'This event is COMPLETED already.' } }, { status: 400, statusText: 'x' });
    await settle();
    expect(textOf(dialog())).toContain('This event is COMPLETED already.');
  });

  it('asks how much of a series is to be changed', async () => {
    await open(aMaintenance(), [anEvent()]);
    await choose('Edit', 'This and following');
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances/4/edit?from=9');
  });

  it('changes all of a series, and what takes place once, without a detour', async () => {
    await open(aOneTime(), [anEvent()]);
    await choose('Edit');
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances/4/edit');
  });

  it('moves one occurrence on the clock of its zone', async () => {
    const winter = anEvent({ start_date_time: Date.UTC(2050, 0, 2, 2) / 1000, end_date_time: Date.UTC(2050, 0, 2, 3) / 1000 });
    await open(aMaintenance({ timezone: 'Europe/Berlin', next_event: winter }), [winter]);
    await choose('Edit', 'This occurrence');
    const [from, to] = [...dialog().querySelectorAll('input')];
    expect([from!.value, to!.value]).toEqual(['2050-01-02T03:00', '2050-01-02T04:00']);
    type(to!, '2050-01-02T02:00');
    await settle();
    button(dialog(), 'Save this event').click();
    await settle();
    expect(textOf(dialog())).toContain('Must be after the start.');
    type(to!, '2050-01-02T06:30');
    await settle();
    button(dialog(), 'Save this event').click();
    await settle();
    expect(server.expectOne({ method: 'PATCH' }).request.body).toEqual({
      start_date_time: Date.UTC(2050, 0, 2, 2) / 1000,
      end_date_time: Date.UTC(2050, 0, 2, 5, 30) / 1000,
    });
  });
});

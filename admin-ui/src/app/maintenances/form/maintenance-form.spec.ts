import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aMaintenance, anEvent, aOneTime, aPreview } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import type { MaintenanceState } from '../../api/maintenances.js';
import { keepsUnsavedWork } from '../../platform/unsaved.js';
import { MaintenanceForm } from './maintenance-form.js';

@Component({ template: 'elsewhere' })
class Elsewhere {}

const ROUTES = [
  { path: 'manage/maintenances/new', component: MaintenanceForm, canDeactivate: [keepsUnsavedWork] },
  { path: 'manage/maintenances/:id/edit', component: MaintenanceForm, canDeactivate: [keepsUnsavedWork] },
  { path: '**', component: Elsewhere },
];
const ADA = aSession(['maintenances.read', 'maintenances.write', 'monitors.read', 'settings.read', 'settings.write']);
const REFUSED = { status: 400, statusText: 'Bad Request' };

describe('MaintenanceForm', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const field = (label: string): HTMLInputElement => {
    const found = [...page().querySelectorAll('mat-form-field')].find(
      (each) => textOf(each.querySelector('label')).replace('*', '') === label,
    );
    return found!.querySelector('input, textarea')!;
  };
  const fill = async (texts: Record<string, string>) => {
    for (const [label, text] of Object.entries(texts)) type(field(label), text);
    await settle();
  };
  const repeat = async () => {
    [...page().querySelectorAll<HTMLElement>('mat-radio-button')]
      .find((each) => textOf(each) === 'Repeats')!
      .querySelector('input')!
      .click();
    await settle();
  };
  const save = async (words = 'Save') => {
    button(page(), words).click();
    await settle();
  };
  const path = (ending: string) => (request: { url: string }) => request.url.endsWith(ending);
  /** Answers the preview of occurrences, however often it was asked. */
  const previews = (): TestRequest[] => server.match(path('/maintenance-previews'));
  const open = async (url: string, stored?: MaintenanceState) => {
    TestBed.configureTestingModule({ providers: dashboard(ROUTES) });
    server = TestBed.inject(HttpTestingController);
    await signIn(ADA);
    harness = await RouterTestingHarness.create(url);
    await settle();
    if (stored) {
      server.expectOne(path(`/maintenance-states/${stored.id}`)).flush({ maintenance: stored });
      await settle();
      server.match(path(`/events/9`)).forEach((request) => request.flush({ event: anEvent() }));
      await settle();
    }
    server
      .expectOne(path('/site/globalMaintenanceNotificationSettings'))
      .flush({ key: 'x', value: { event_types: { created: true }, reminder_buffer_hours: 2 }, data_type: 'object' });
    await settle();
    server
      .match(path('/monitor-states/orders'))
      .forEach((request) => request.flush({ monitor: aState({ tag: 'orders', name: 'Orders' }) }));
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('schedules what was typed, on a clock of the zone', async () => {
    await open('/manage/maintenances/new');
    await fill({
      Title: 'Database upgrade',
      'Starts on': '2050-07-03',
      'Starts at': '02:30',
      'Time zone': 'Europe/Berlin',
      Lasts: '2',
      and: '15',
    });
    expect(textOf(page())).toContain('2h 15m, until 04:45');
    await save('Schedule maintenance');
    const request = server.expectOne({ method: 'POST', url: '/status/api/v4/maintenances' });
    expect(request.request.body).toEqual({
      title: 'Database upgrade',
      description: null,
      start_date_time: Date.UTC(2050, 6, 3, 0, 30) / 1000,
      rrule: 'FREQ=MINUTELY;COUNT=1',
      duration_seconds: 8_100,
      timezone: 'Europe/Berlin',
      is_global: 'YES',
      monitors: [],
    });
    request.flush({ maintenance: aOneTime({ id: 12 }) }, { status: 201, statusText: 'Created' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances/12');
  });

  it('says the rule in words, and takes it as text too', async () => {
    await open('/manage/maintenances/new');
    await fill({ Title: 'Patches', 'Starts on': '2050-01-02', 'Starts at': '02:30', 'Time zone': 'UTC' });
    await repeat();
    button(page(), 'Every second Monday').click();
    await settle();
    expect(field('Rule as text (RFC 5545)').value).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO');
    expect(textOf(page().querySelector('.sentence'))).toBe('Every 2 weeks on Monday, 02:30–03:30 UTC');
    await fill({ 'Rule as text (RFC 5545)': 'FREQ=WEEKLY;BYHOUR=25' });
    await save('Schedule maintenance');
    server.expectNone({ method: 'POST', url: '/status/api/v4/maintenances' });
    expect(textOf(page().querySelector('app-maintenance-errors'))).toContain('Rule: BYHOUR');
    await fill({ 'Rule as text (RFC 5545)': 'FREQ=WEEKLY;BYHOUR=3,15' });
    expect(textOf(page().querySelector('.sentence'))).toBe('At the times that the rule names, for 1h, UTC');
    await fill({ 'Rule as text (RFC 5545)': 'FREQ=MONTHLY;BYDAY=1SU' });
    expect(textOf(page().querySelector('.sentence'))).toContain('the first Sunday');
    await save('Schedule maintenance');
    expect(server.expectOne({ method: 'POST', url: '/status/api/v4/maintenances' }).request.body.rrule).toBe('FREQ=MONTHLY;BYDAY=1SU');
  });

  it('warns of the past and of a time that does not exist', async () => {
    await open('/manage/maintenances/new');
    await fill({ 'Starts on': '2020-01-02' });
    expect(textOf(page().querySelector('.odd'))).toContain('lies in the past');
    await fill({ 'Starts on': '2050-03-27', 'Starts at': '02:30', 'Time zone': 'Europe/Berlin' });
    expect(textOf(page().querySelector('.odd'))).toContain('02:30 does not exist on that day in Europe/Berlin');
  });

  it('previews the dates and what saving changes, once typing has settled', async () => {
    await open('/manage/maintenances/new');
    await fill({ Title: 'Move', 'Starts on': '2050-01-02', 'Starts at': '03:00', 'Time zone': 'UTC' });
    const asked = await vi.waitFor(() => {
      const request = previews().at(-1);
      expect(request?.request.body).toMatchObject({ start_date_time: anEvent().start_date_time, timezone: 'UTC', duration_seconds: 3_600 });
      return request!;
    });
    asked.flush(aPreview({ is_one_time: true }));
    await settle();
    const trial = await vi.waitFor(() => {
      TestBed.tick();
      return server.expectOne(({ method, params }) => method === 'POST' && params.get('dryRun') === 'true');
    });
    expect(trial.request.url).toBe('/status/api/v4/maintenances');
    trial.flush({
      maintenance: aOneTime(),
      dry_run: { banner: [], monitors: [], announcements: 1, recipients: { email: 3, webhook: 0, slack: 0, discord: 0 } },
    });
    await settle();
    expect(textOf(page().querySelector('.told'))).toContain('E-mail3');
  });

  it('shows which stages are told, for all maintenances', async () => {
    await open('/manage/maintenances/new');
    const section = textOf(page().querySelector('app-notify-section'));
    expect(section).toContain('When an event is made: yes');
    expect(section).toContain('2 h before the start: yes');
    button(page(), 'Change for all').click();
    await settle();
    const dialog = document.querySelector('mat-dialog-container')!;
    dialog.querySelector<HTMLInputElement>('mat-checkbox input')!.click();
    await settle();
    button(dialog, 'Save for all').click();
    await settle();
    expect(server.expectOne({ method: 'PATCH' }).request.body).toEqual({
      value: { event_types: { created: false, reminder: true, started: true, ended: true }, reminder_buffer_hours: 2 },
    });
  });

  it('sends only what changed, for the version that was read, and puts refusals on their fields', async () => {
    await open('/manage/maintenances/4/edit', aMaintenance({ version: 7 }));
    expect(button(page(), 'Save').getAttribute('aria-disabled')).toBe('true');
    await fill({ Title: 'Patches' });
    await save();
    const request = server.expectOne({ method: 'PATCH', url: '/status/api/v4/maintenances/4' });
    expect(request.request.body).toEqual({ title: 'Patches' });
    expect(request.request.headers.get('If-Match')).toBe('"v7"');
    request.flush({ error: { code: 'BAD_REQUEST', message: 'No', details: [{ field: 'title', message: 'Too vague.' }] } }, REFUSED);
    await settle();
    expect(textOf(page().querySelector('app-maintenance-errors'))).toContain('Title: Too vague.');
  });

  it('asks field by field when somebody else saved meanwhile', async () => {
    await open('/manage/maintenances/4/edit', aMaintenance());
    await fill({ Title: 'Mine', Lasts: '2' });
    await save();
    server.expectOne({ method: 'PATCH' }).flush({}, { status: 412, statusText: 'x' });
    await settle();
    server.expectOne(path('/maintenance-states/4')).flush({ maintenance: aMaintenance({ title: 'Theirs', version: 2 }) });
    await settle();
    const dialog = document.querySelector('mat-dialog-container')!;
    expect(textOf(dialog)).toContain('Somebody changed this maintenance meanwhile');
    expect(textOf(dialog)).toContain('MineMineTheirsTheirs');
    button(dialog, 'Take theirs').click();
    await settle();
    button(dialog, 'Save').click();
    const again = await vi.waitFor(() => server.expectOne({ method: 'PATCH' }));
    expect(again.request.body).toEqual({ duration_seconds: 7_200 });
    expect(again.request.headers.get('If-Match')).toBe('"v2"');
  });

  it('cuts a series in two from one event on', async () => {
    await open('/manage/maintenances/4/edit?from=9', aMaintenance());
    expect(textOf(page().querySelector('h1'))).toBe('This and following: Weekly patches');
    expect([field('Starts on').value, field('Starts at').value]).toEqual(['2050-01-02', '03:00']);
    await fill({ 'Starts at': '04:00' });
    await save('Save from here on');
    const request = server.expectOne({ method: 'POST', url: '/status/api/v4/maintenances/4/split' });
    expect(request.request.body).toEqual({ event_id: 9, start_date_time: anEvent().start_date_time + 3_600 });
    expect(request.request.headers.get('If-Match')).toBe('"v1"');
    request.flush({ maintenance: aMaintenance({ id: 5 }) }, { status: 201, statusText: 'Created' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances/5');
  });

  it('begins a copy with everything but the version', async () => {
    await open('/manage/maintenances/new?copy=4', aMaintenance());
    expect(field('Title').value).toBe('Weekly patches');
    await save('Schedule maintenance');
    expect(server.expectOne({ method: 'POST', url: '/status/api/v4/maintenances' }).request.body).toMatchObject({
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      monitors: [{ monitor_tag: 'orders', impact: 'MAINTENANCE' }],
    });
  });

  it('asks before a changed form is left', async () => {
    await open('/manage/maintenances/new');
    await fill({ Title: 'Move' });
    void TestBed.inject(Router).navigateByUrl('/elsewhere');
    await settle();
    button(document, 'Stay').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances/new');
    await vi.waitFor(() => expect(document.querySelector('mat-dialog-container')).toBeNull());
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true }));
    await settle();
    server.expectOne({ method: 'POST', url: '/status/api/v4/maintenances' });
  });
});

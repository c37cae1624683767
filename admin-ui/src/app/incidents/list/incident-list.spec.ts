import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import type { IncidentSummary } from '../../api/incidents.js';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aDetail, anIncident } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { toIncidentCsv } from './export-incidents.js';
import { IncidentList } from './incident-list.js';

describe('IncidentList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const list = (): TestRequest => server.expectOne(({ url }) => url.endsWith('/incident-states'));
  const flush = async (request: TestRequest, incidents: IncidentSummary[], total = incidents.length) => {
    request.flush({ incidents, page: 1, limit: 10, total });
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const open = async (url = '/manage/incidents', permissions: Permission[] = ['incidents.read', 'incidents.write']) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: 'manage/incidents', component: IncidentList }]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create(url);
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('asks for what the address says and shows every row', async () => {
    await open('/manage/incidents?state=MONITORING&source=ALERT&open=YES&q=pay&monitor=shop-web&p=2');
    const { params } = list().request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      text: 'pay',
      state: 'MONITORING',
      source: 'ALERT',
      is_open: 'YES',
      monitor_tag: 'shop-web',
      sort: 'id',
      order: 'desc',
      page: '2',
      limit: '10',
    });
  });

  it('says which promise is broken, how long it lasts and whom it touches', async () => {
    await open();
    const monitors = ['web', 'api', 'db'].map((monitor_tag) => ({ monitor_tag, impact: 'DOWN' as const }));
    await flush(list(), [anIncident({ is_overdue: true, next_update_at: 1_700_000_600, state: 'IDENTIFIED', monitors })]);
    const row = textOf(page().querySelector('tbody tr'));
    expect(row).toContain('Payments fail');
    expect(row).toContain('Update overdue, due');
    expect(row).toContain('Identified');
    expect(row).toContain('10 min so far');
    expect(row).toContain('web, api +1');
  });

  it('says why it is empty, with and without filters', async () => {
    await open();
    await flush(list(), []);
    expect(textOf(page())).toContain('No incidents yet');
    await harness.navigateByUrl('/manage/incidents?state=RESOLVED');
    await settle();
    await flush(list(), []);
    expect(textOf(page())).toContain('No incident matches');
    button(page().querySelector('app-empty-state')!, 'Clear filters').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/incidents');
    list();
  });

  it('shows the request id of a failure and tries again', async () => {
    await open();
    list().flush({ error: { code: 'INTERNAL_ERROR', message: 'It broke', request_id: 'r-9' } }, { status: 500, statusText: 'Error' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('r-9');
    await press(page(), 'Retry');
    await flush(list(), [anIncident()]);
    expect(page().querySelector('app-problem')).toBeNull();
  });

  it('has no dead buttons for a reader', async () => {
    await open('/manage/incidents', ['incidents.read']);
    await flush(list(), [anIncident()]);
    expect(textOf(page())).not.toContain('New incident');
    expect(page().querySelector('mat-checkbox')).toBeNull();
    expect(page().querySelector('.quick')).toBeNull();
  });

  it('resolves those that are open, each with the same words', async () => {
    await open();
    await flush(list(), [anIncident(), anIncident({ id: 13, state: 'RESOLVED' })]);
    page().querySelector<HTMLElement>('th input[type=checkbox]')!.click();
    await settle();
    await press(page(), 'Resolve');
    type(dialog().querySelector('textarea')!, 'All is well.');
    dialog().querySelector<HTMLElement>('mat-slide-toggle button')!.click();
    await settle();
    await press(dialog(), 'Resolve 2 incidents');
    const request = server.expectOne({ method: 'POST', url: '/status/api/v4/incidents/12/comments' });
    expect(request.request.body).toEqual({ comment: 'All is well.', state: 'RESOLVED', notify: 'NO' });
    request.flush({ comment: {} });
    await settle();
    await settle();
    await flush(list(), [anIncident({ state: 'RESOLVED' }), anIncident({ id: 13, state: 'RESOLVED' })]);
    expect(textOf(document.body)).toContain('Resolved 1 incident');
  });

  it('deletes many only when it is typed', async () => {
    await open();
    await flush(list(), [anIncident()]);
    page().querySelector<HTMLElement>('td input[type=checkbox]')!.click();
    await settle();
    await press(page(), 'Delete');
    expect(button(dialog(), 'Delete 1 incident').disabled).toBe(true);
    type(dialog().querySelector('input')!, 'delete 1 incident');
    await settle();
    await press(dialog(), 'Delete 1 incident');
    server.expectOne({ method: 'DELETE', url: '/status/api/v4/incidents/12' }).flush({ message: 'gone' });
    await settle();
    await settle();
    await flush(list(), []);
  });

  it('posts an update from a drawer over the list', async () => {
    await open();
    await flush(list(), [anIncident()]);
    await press(page(), 'Post an update to Payments fail');
    server.expectOne('/status/api/v4/incident-states/12').flush({ incident: aDetail() });
    await settle();
    expect(textOf(dialog())).toContain('We look into it.');
    type(dialog().querySelector('textarea')!, 'Found it.');
    await settle();
    await press(dialog(), 'Post update and notify');
    const request = server.expectOne({ method: 'POST', url: '/status/api/v4/incidents/12/comments' });
    expect(request.request.body).toEqual({ comment: 'Found it.', state: 'INVESTIGATING' });
    request.flush({ comment: {} });
    await settle();
    await settle();
    expect(dialog()).toBeNull();
  });
});

describe('toIncidentCsv', () => {
  it('has a line for each incident, and nothing that a spreadsheet would run', () => {
    const monitors = [{ monitor_tag: 'web', impact: 'DOWN' as const }];
    const [head, line] = toIncidentCsv([anIncident({ title: '=cmd()', monitors })]).split('\r\n');
    expect(head?.split(',').slice(0, 4)).toEqual(['id', 'title', 'state', 'started_at']);
    expect(line).toContain("12,'=cmd(),INVESTIGATING,2023-11-14T22:13:20.000Z,,600,DASHBOARD,YES,web:DOWN,0,");
  });
});

import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, aState, button, settle, signIn, textOf } from '../../../testing/builders.js';
import { aMaintenance, anEvent, aOneTime } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import type { MaintenanceState } from '../../api/maintenances.js';
import { MaintenanceList } from './maintenance-list.js';

const ADA = aSession(['maintenances.read', 'maintenances.write', 'monitors.read']);

describe('MaintenanceList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const list = (): TestRequest => server.expectOne(({ url }) => url.endsWith('/maintenance-states'));
  const flush = async (request: TestRequest, maintenances: MaintenanceState[], total = maintenances.length) => {
    request.flush({ maintenances, page: 1, limit: 10, total });
    await settle();
  };
  const menu = async (words: string) => {
    button(page(), 'Actions for Weekly patches').click();
    await settle();
    button(document, words).click();
    await settle();
  };
  const open = async (url = '/manage/maintenances', session = ADA) => {
    TestBed.configureTestingModule({ providers: dashboard([{ path: 'manage/maintenances', component: MaintenanceList }]) });
    server = TestBed.inject(HttpTestingController);
    await signIn(session);
    harness = await RouterTestingHarness.create(url);
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('asks for what the address says and shows every row', async () => {
    await open('/manage/maintenances?status=ACTIVE&q=patch&monitor=orders&sort=next');
    server.expectOne('/status/api/v4/monitor-states/orders').flush({ monitor: aState({ tag: 'orders', name: 'Orders DB' }) });
    const request = list();
    expect(Object.fromEntries(request.request.params.keys().map((key) => [key, request.request.params.get(key)]))).toEqual({
      status: 'ACTIVE',
      text: 'patch',
      monitor_tag: 'orders',
      sort: 'next',
      order: 'asc',
      page: '1',
      limit: '10',
    });
    await flush(request, [aMaintenance(), aOneTime({ id: 5, duration_seconds: 104_400, next_event: null })]);
    const [patches, move] = [...page().querySelectorAll('tr.mat-mdc-row')].map(textOf);
    expect(patches).toContain('4Weekly patches');
    expect(patches).toContain('Every week on Sunday');
    expect(patches).toContain('Scheduled');
    expect(move).toContain('One-time');
    expect(move).toContain('1 day 5h');
    expect(move).toContain('None');
    expect(textOf(page().querySelector('mat-chip-set'))).toContain('Monitor: Orders DB');
    expect(textOf(page())).toContain('2 maintenances match');
  });

  it('filters by the menus of the bar', async () => {
    await open();
    await flush(list(), [aMaintenance()]);
    button(page(), 'Status').click();
    await settle();
    button(document.querySelector('.mat-mdc-menu-panel')!, 'Inactive').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances?status=INACTIVE');
    await flush(list(), []);
    expect(textOf(page())).toContain('No maintenance matches');
    button(page().querySelector('app-empty-state')!, 'Clear filters').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/maintenances');
    list();
  });

  it('says why it is empty, and fails in place', async () => {
    await open();
    await flush(list(), []);
    expect(button(page(), 'Schedule the first maintenance').getAttribute('href')).toBe('/manage/maintenances/new');
    await harness.navigateByUrl('/manage/maintenances?q=x');
    await settle();
    list().flush({ error: { code: 'INTERNAL_ERROR', message: 'It broke', request_id: 'r-9' } }, { status: 500, statusText: 'Error' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('r-9');
  });

  it('deactivates at once, and activates on Undo', async () => {
    await open();
    await flush(list(), [aMaintenance()]);
    page().querySelector<HTMLElement>('mat-slide-toggle button')!.click();
    await settle();
    expect(page().querySelector('mat-slide-toggle button')?.getAttribute('aria-checked')).toBe('false');
    const off = server.expectOne('/status/api/v4/maintenances/4');
    expect(off.request.body).toEqual({ status: 'INACTIVE' });
    off.flush({});
    await settle();
    await flush(list(), [aMaintenance({ status: 'INACTIVE', version: 2 })]);
    button(document, 'Undo').click();
    await settle();
    expect(server.expectOne('/status/api/v4/maintenances/4').request.body).toEqual({ status: 'ACTIVE' });
  });

  it('skips the next event after saying what that does', async () => {
    await open();
    await flush(list(), [aMaintenance()]);
    await menu('Skip next');
    const trial = await vi.waitFor(() => server.expectOne(({ params }) => params.get('dryRun') === 'true'));
    expect(trial.request.url).toBe('/status/api/v4/maintenances/4/events/9');
    expect(trial.request.body).toEqual({ status: 'CANCELLED' });
    trial.flush({
      dry_run: {
        banner: [
          {
            page_path: '~home',
            before: { status: 'MAINTENANCE', key: 'UNDER_MAINTENANCE' },
            after: { status: 'UP', key: 'ALL_OPERATIONAL' },
          },
        ],
        monitors: [
          { monitor_tag: 'orders', status_before: 'MAINTENANCE', status_after: 'UP', uptime_30d_before: '99.9', uptime_30d_after: '99.9' },
        ],
        announcements: 1,
        recipients: { email: 12, webhook: 1, slack: 0, discord: 0 },
      },
    });
    await settle();
    const dialog = document.querySelector('mat-dialog-container')!;
    expect(textOf(dialog)).toContain('Home pageUnder Maintenance→becomesOperationalAll Systems Operational');
    expect(textOf(dialog)).toMatch(/E-mail12.*Webhook1/);
    button(dialog, 'Skip occurrence').click();
    await settle();
    const cancel = server.expectOne('/status/api/v4/maintenances/4/events/9');
    expect(cancel.request.body).toEqual({ status: 'CANCELLED' });
    cancel.flush({ event: anEvent({ status: 'CANCELLED' }) });
    await settle();
    await flush(list(), [aMaintenance({ next_event: null })]);
  });

  it('deletes what was named in full', async () => {
    await open();
    await flush(list(), [aMaintenance()]);
    await menu('Delete');
    const dialog = document.querySelector('mat-dialog-container')!;
    expect(button(dialog, 'Delete maintenance').disabled).toBe(true);
    const field = dialog.querySelector('input')!;
    field.value = 'delete maintenance 4';
    field.dispatchEvent(new Event('input'));
    await settle();
    button(dialog, 'Delete maintenance').click();
    const request = await vi.waitFor(() => server.expectOne({ method: 'DELETE', url: '/status/api/v4/maintenances/4' }));
    request.flush({ message: 'gone' });
    await settle();
    await flush(list(), []);
  });

  it('has no dead buttons for a reader', async () => {
    await open('/manage/maintenances', aSession(['maintenances.read']));
    await flush(list(), [aMaintenance()]);
    expect(page().querySelector('mat-slide-toggle')).toBeNull();
    expect(textOf(page())).not.toContain('New maintenance');
  });
});

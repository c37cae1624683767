import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Job } from '../../api/jobs.js';
import { aJob, aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { MonitorState } from '../../api/monitors.js';
import { MonitorList } from '../list/monitor-list.js';

const TWO = [aState(), aState({ id: 2, tag: 'api', name: 'Public API' })];
const refused = (message: string) => ({ error: { code: 'UNAVAILABLE', message, request_id: 'r-7' } });

describe('bulk actions of the list', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const bar = () => page().querySelector<HTMLElement>('app-bulk-bar')!;
  const list = (): TestRequest => server.expectOne(({ url, method }) => method === 'GET' && url.endsWith('/monitor-states'));
  const flush = async (request: TestRequest, monitors: MonitorState[], total = monitors.length) => {
    request.flush({ monitors, page: 1, limit: 25, total });
    await settle();
  };
  /** @returns what the server was asked to do */
  const asked = async (job: Job): Promise<unknown> => {
    const request = await vi.waitFor(() => server.expectOne('/status/api/v4/monitor-jobs'));
    request.flush({ job });
    return request.request.body;
  };
  const ends = async (job: Job) =>
    (await vi.waitFor(() => server.expectOne('/status/api/v4/jobs'), { timeout: 5_000 })).flush({ jobs: [job] });
  const select = async (name: string) => {
    page().querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!.click();
    await settle();
  };
  const open = async (url = '/manage/monitors', rows = TWO, total = rows.length, session = aSession()) => {
    TestBed.configureTestingModule({ providers: dashboard([{ path: 'manage/monitors', component: MonitorList }]) });
    server = TestBed.inject(HttpTestingController);
    await signIn(session);
    harness = await RouterTestingHarness.create(url);
    await settle();
    for (const request of server.match('/status/api/v4/pages'))
      request.flush({ pages: [{ id: 1, page_path: '~home', page_title: 'Home', page_header: 'Home' }] });
    await flush(list(), rows, total);
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('selects rows, the page, and all that match', async () => {
    await open('/manage/monitors?type=API', TWO, 60);
    expect(bar()).toBeNull();
    await select('Select Web shop');
    expect(textOf(bar())).toContain('1 monitor selected');
    await select('Select every monitor of this page');
    expect(textOf(bar())).toContain('2 monitors selected');
    button(bar(), 'Select all 60').click();
    await settle();
    expect(textOf(bar())).toContain('All 60 monitors selected');
    await select('Select Web shop');
    expect(textOf(bar())).toContain('1 monitor selected');
    button(bar(), 'Clear the selection').click();
    await settle();
    expect(bar()).toBeNull();
  });

  it('forgets the selection when the filters change', async () => {
    await open();
    await select('Select Web shop');
    await harness.navigateByUrl('/manage/monitors?status=DOWN');
    await settle();
    expect(bar()).toBeNull();
    list();
  });

  it('has the server pause what was picked, and takes it back', async () => {
    await open();
    await select('Select every monitor of this page');
    button(bar(), 'Pause').click();
    const job = aJob({ state: 'QUEUED', total: 2, done: 0, changed: 0 });
    expect(await asked(job)).toEqual({ kind: 'pause', tags: ['shop-web', 'api'] });
    await settle();
    expect(bar()).toBeNull();
    await ends({ ...job, state: 'DONE', done: 2, changed: 2, can_undo: true });
    await vi.waitFor(() => expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Paused 2 monitors'));
    await settle();
    // The list is old now.
    await flush(list(), TWO);
    button(document, 'Undo').click();
    await vi.waitFor(() => server.expectOne({ method: 'POST', url: '/status/api/v4/jobs/7/undo' }));
  });

  it('means all that match, by their filter', async () => {
    await open('/manage/monitors?active=ACTIVE', TWO, 101);
    await select('Select every monitor of this page');
    button(bar(), 'Select all 101').click();
    await settle();
    button(bar(), 'Resume').click();
    expect(await asked(aJob({ total: 101 }))).toEqual({ kind: 'resume', filter: { status: 'ACTIVE' } });
  });

  it('keeps the selection and says why nothing was begun', async () => {
    await open();
    await select('Select Web shop');
    button(bar(), 'Pause').click();
    const request = await vi.waitFor(() => server.expectOne('/status/api/v4/monitor-jobs'));
    request.flush(refused('The database is busy'), { status: 503, statusText: 'x' });
    await vi.waitFor(() => expect(textOf(page().querySelector('app-problem'))).toContain('Not paused: 1 monitor. The database is busy'));
    expect(textOf(bar())).toContain('1 monitor selected');
    button(page(), 'Retry').click();
    await asked(aJob());
  });

  const remove = async (action: string) => {
    button(bar(), 'More for the selected monitors').click();
    await settle();
    button(document.querySelector('.mat-mdc-menu-panel')!, action).click();
    await settle();
    return document.querySelector('app-confirm-dialog')!;
  };

  it('deletes a few after a question, and many only after the words were typed', async () => {
    await open();
    await select('Select every monitor of this page');
    const few = await remove('Delete');
    expect(few.querySelector('input')).toBeNull();
    button(few, 'Delete 2 monitors').click();
    expect(await asked(aJob({ kind: 'delete' }))).toEqual({ kind: 'delete', tags: ['shop-web', 'api'], expected_total: 2 });
  });

  it('deletes many only after the words were typed', async () => {
    await open('/manage/monitors', TWO, 60);
    await select('Select every monitor of this page');
    button(bar(), 'Select all 60').click();
    await settle();
    const dialog = await remove('Delete');
    expect(button(dialog, 'Delete 60 monitors').disabled).toBe(true);
    type(dialog.querySelector('input')!, 'delete 60 monitors');
    await settle();
    button(dialog, 'Delete 60 monitors').click();
    expect(await asked(aJob({ kind: 'delete', total: 60 }))).toEqual({ kind: 'delete', filter: {}, expected_total: 60 });
  });

  it('deletes recorded data', async () => {
    await open();
    await select('Select Web shop');
    button(await remove('Delete recorded data'), 'Delete the data').click();
    expect(await asked(aJob({ kind: 'delete_data' }))).toEqual({ kind: 'delete_data', tags: ['shop-web'], expected_total: 1 });
  });

  it('changes the interval of what is selected', async () => {
    await open('/manage/monitors', [aState({ cron: '*/5 * * * *' }), aState({ id: 2, tag: 'api', name: 'Public API' })]);
    await select('Select every monitor of this page');
    button(bar(), 'Interval').click();
    await settle();
    button(document.querySelector('app-interval-dialog')!, 'Change').click();
    expect(await asked(aJob({ kind: 'interval' }))).toEqual({ kind: 'interval', tags: ['shop-web', 'api'], values: { cron: '* * * * *' } });
  });

  it('adds what is selected to a page', async () => {
    await open('/manage/monitors', TWO, 2, aSession(['monitors.read', 'monitors.write', 'pages.read', 'pages.write']));
    await select('Select every monitor of this page');
    button(bar(), 'Add to page').click();
    await settle();
    button(document.querySelector('app-page-dialog')!, 'Add').click();
    expect(await asked(aJob({ kind: 'add_to_page' }))).toEqual({
      kind: 'add_to_page',
      tags: ['shop-web', 'api'],
      values: { page_path: '~home' },
    });
  });

  it('lets a reader export and nothing else', async () => {
    await open('/manage/monitors', TWO, 2, aSession(['monitors.read']));
    await select('Select Web shop');
    expect(textOf(bar())).toContain('Export');
    expect(textOf(bar())).not.toContain('Pause');
  });
});

import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
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
  const change = async (tag: string, method = 'PATCH') =>
    vi.waitFor(() => server.expectOne({ method, url: `/status/api/v4/monitors/${tag}` }));
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

  it('pauses one after the other, skips what is paused already, and takes it back', async () => {
    await open('/manage/monitors', [...TWO, aState({ id: 3, tag: 'old', name: 'Old', status: 'INACTIVE' })]);
    await select('Select every monitor of this page');
    button(bar(), 'Pause').click();
    for (const tag of ['shop-web', 'api']) {
      const request = await change(tag);
      expect(request.request.body).toEqual({ status: 'INACTIVE' });
      request.flush({});
    }
    await vi.waitFor(() => expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Paused 2 monitors'));
    await settle();
    await flush(
      list(),
      TWO.map((monitor) => ({ ...monitor, status: 'INACTIVE' })),
    );
    button(document, 'Undo').click();
    for (const tag of ['shop-web', 'api']) {
      const request = await change(tag);
      expect(request.request.body).toEqual({ status: 'ACTIVE' });
      request.flush({});
    }
    await vi.waitFor(() => expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Resumed 2 monitors'));
  });

  it('names what failed, tries it again, and keeps it selected', async () => {
    await open();
    await select('Select every monitor of this page');
    button(bar(), 'Pause').click();
    // Once it is open, the dialog takes the focus itself.
    await vi.waitFor(() => expect(document.activeElement?.localName).toBe('mat-dialog-container'));
    (await change('shop-web')).flush(refused('The database is busy'), { status: 503, statusText: 'x' });
    (await change('api')).flush({});
    const dialog = await vi.waitFor(() => {
      const found = document.querySelector('app-bulk-dialog')!;
      expect(textOf(found)).toContain('Paused 1 monitor, 1 failed.');
      return found;
    });
    expect(textOf(dialog.querySelector('.failures'))).toBe('Web shopshop-webThe database is busyRequest id r-7');
    await vi.waitFor(() => expect(document.activeElement).toBe(button(dialog, 'Close')));
    button(dialog, 'Try again').click();
    (await change('shop-web')).flush(refused('Still busy'), { status: 503, statusText: 'x' });
    await vi.waitFor(() => expect(textOf(dialog)).toContain('Still busy'));
    button(dialog, 'Close').click();
    await vi.waitFor(() => expect(textOf(bar())).toContain('1 monitor selected'));
  });

  it('deletes only after the words were typed', async () => {
    await open();
    await select('Select every monitor of this page');
    button(bar(), 'More for the selected monitors').click();
    await settle();
    button(document.querySelector('.mat-mdc-menu-panel')!, 'Delete').click();
    await settle();
    const dialog = document.querySelector('app-confirm-dialog')!;
    expect(button(dialog, 'Delete 2 monitors').disabled).toBe(true);
    type(dialog.querySelector('input')!, 'delete 2 monitors');
    await settle();
    button(dialog, 'Delete 2 monitors').click();
    (await change('shop-web', 'DELETE')).flush({ message: 'ok' });
    // Somebody else was faster: it is gone, which is what was wanted.
    (await change('api', 'DELETE')).flush(refused('Not found'), { status: 404, statusText: 'x' });
    await vi.waitFor(() => expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Deleted 1 monitor'));
  });

  it('finds all that match before it changes the first of them', async () => {
    await open('/manage/monitors?active=ACTIVE', TWO, 101);
    await select('Select every monitor of this page');
    button(bar(), 'Select all 101').click();
    await settle();
    button(bar(), 'Pause').click();
    const many = Array.from({ length: 101 }, (_, index) => aState({ id: index, tag: `m-${index}`, name: `M ${index}` }));
    for (const number of [1, 2]) {
      const request = await vi.waitFor(() =>
        server.expectOne(({ url, params }) => url.endsWith('/monitor-states') && params.get('limit') === '100'),
      );
      expect([request.request.params.get('status'), request.request.params.get('page')]).toEqual(['ACTIVE', String(number)]);
      request.flush({ monitors: many.slice((number - 1) * 100, number * 100), page: number, limit: 100, total: 101 });
    }
    const first = await change('m-0');
    await settle();
    expect(textOf(document.querySelector('app-bulk-dialog'))).toContain('Pausing M 0, 0 of 101');
    button(document, 'Cancel the rest').click();
    first.flush({});
    await vi.waitFor(() => expect(textOf(document.querySelector('app-bulk-dialog'))).toContain('Paused 1 monitor, 100 not tried.'));
  });

  it('changes the interval of what is selected', async () => {
    await open('/manage/monitors', [aState({ cron: '*/5 * * * *' }), aState({ id: 2, tag: 'api', name: 'Public API' })]);
    await select('Select every monitor of this page');
    button(bar(), 'Interval').click();
    await settle();
    button(document.querySelector('app-interval-dialog')!, 'Change').click();
    const request = await change('shop-web');
    expect(request.request.body).toEqual({ cron: '* * * * *' });
    request.flush({});
    await vi.waitFor(() =>
      expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Changed the interval of 1 monitor'),
    );
  });

  it('lets a reader export and nothing else', async () => {
    await open('/manage/monitors', TWO, 2, aSession(['monitors.read']));
    await select('Select Web shop');
    expect(textOf(bar())).toContain('Export');
    expect(textOf(bar())).not.toContain('Pause');
  });
});

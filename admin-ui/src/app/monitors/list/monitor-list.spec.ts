import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { MonitorState } from '../../api/monitors.js';
import { aSession, aState, button, settle, signIn, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { MonitorList } from './monitor-list.js';

describe('MonitorList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const list = (): TestRequest => server.expectOne(({ url }) => url.endsWith('/monitor-states'));
  const flush = async (request: TestRequest, monitors: MonitorState[], total = monitors.length) => {
    request.flush({ monitors, page: 1, limit: 25, total });
    await settle();
  };

  const open = async (url = '/manage/monitors', session = aSession()) => {
    TestBed.configureTestingModule({ providers: dashboard([{ path: 'manage/monitors', component: MonitorList }]) });
    server = TestBed.inject(HttpTestingController);
    await signIn(session);
    harness = await RouterTestingHarness.create(url);
    await settle();
  };

  it('asks for what the address says and shows every row', async () => {
    await open('/manage/monitors?status=DOWN&q=shop&sort=uptime&order=desc');
    const request = list();
    expect(request.request.params.get('current_status')).toBe('DOWN');
    expect(request.request.params.get('text')).toBe('shop');
    expect(request.request.params.get('order')).toBe('desc');
    await flush(request, [aState({ current_status: 'DOWN', is_hidden: 'YES' })]);
    expect(textOf(page())).toContain('Web shop');
    expect(textOf(page())).toContain('Hidden');
    expect(textOf(page())).toContain('1 monitor matches');
    expect(textOf(page().querySelector('mat-chip-set'))).toContain('Status: Down');
    expect(page().querySelector('app-check-strip svg')?.getAttribute('aria-label')).toBe(
      'Last 4 checks: 3 operational, 1 down. Newest: down.',
    );
  });

  it('says why it is empty, with and without filters', async () => {
    await open();
    await flush(list(), []);
    expect(textOf(page())).toContain('No monitors yet');
    expect(button(page(), 'Create the first monitor').getAttribute('href')).toBe('/manage/monitors/new');

    await harness.navigateByUrl('/manage/monitors?type=PING');
    await settle();
    await flush(list(), []);
    expect(textOf(page())).toContain('No monitor matches');
    button(page().querySelector('app-empty-state')!, 'Clear filters').click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/monitors');
    list();
  });

  it('shows the request id of a failure and tries again', async () => {
    await open();
    list().flush({ error: { code: 'INTERNAL_ERROR', message: 'It broke', request_id: 'r-9' } }, { status: 500, statusText: 'Error' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('r-9');
    button(page(), 'Retry').click();
    await settle();
    await flush(list(), [aState()]);
    expect(page().querySelector('app-problem')).toBeNull();
  });

  it('keeps the old rows while new ones load', async () => {
    await open();
    await flush(list(), [aState()]);
    await harness.navigateByUrl('/manage/monitors?status=UP');
    await settle();
    expect(page().querySelector('mat-progress-bar')).not.toBeNull();
    expect(textOf(page())).toContain('Web shop');
    await flush(list(), [aState({ name: 'Another' })]);
    expect(textOf(page())).toContain('Another');
  });

  it('goes to the last page there is when its own was emptied', async () => {
    await open('/manage/monitors?p=3&limit=10');
    await flush(list(), [], 14);
    await vi.waitFor(() => expect(TestBed.inject(Router).url).toBe('/manage/monitors?p=2&limit=10'));
    await settle();
    const request = list();
    expect(request.request.params.get('page')).toBe('2');
    await flush(request, [aState()], 14);
    expect(textOf(page())).toContain('Web shop');
  });

  it('pauses at once, and resumes on Undo', async () => {
    await open();
    await flush(list(), [aState()]);
    page().querySelector<HTMLElement>('mat-slide-toggle button')!.click();
    await settle();
    expect(textOf(page().querySelector('.status'))).toBe('Paused');
    const pause = server.expectOne('/status/api/v4/monitors/shop-web');
    expect(pause.request.body).toEqual({ status: 'INACTIVE' });
    pause.flush({});
    await settle();
    await flush(list(), [aState({ status: 'INACTIVE', version: 2 })]);
    button(document, 'Undo').click();
    await settle();
    const resume = server.expectOne('/status/api/v4/monitors/shop-web');
    expect(resume.request.body).toEqual({ status: 'ACTIVE' });
    expect(textOf(page().querySelector('.status'))).toContain('Operational');
    resume.flush({});
    await settle();
    await flush(list(), [aState({ version: 3 })]);
  });

  it('rolls a refused pause back and says why', async () => {
    await open();
    await flush(list(), [aState()]);
    page().querySelector<HTMLElement>('mat-slide-toggle button')!.click();
    await settle();
    server
      .expectOne('/status/api/v4/monitors/shop-web')
      .flush({ error: { code: 'UNAVAILABLE', message: 'The database is not reachable' } }, { status: 503, statusText: 'x' });
    await settle();
    expect(textOf(page().querySelector('.status'))).toContain('Operational');
    expect(textOf(page().querySelector('app-problem'))).toContain('The database is not reachable');
    expect(page().querySelector('mat-slide-toggle button')?.getAttribute('aria-checked')).toBe('true');
  });

  it('has no dead buttons for a reader', async () => {
    await open('/manage/monitors', aSession(['monitors.read']));
    await flush(list(), [aState()]);
    expect(page().querySelector('mat-slide-toggle')).toBeNull();
    expect(textOf(page())).not.toContain('New monitor');
  });
});

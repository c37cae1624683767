import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Job } from '../api/jobs.js';
import { aJob, button, settle, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { MonitorActions } from '../monitors/monitor-actions.js';
import { JobsStore } from './jobs-store.js';

describe('JobsStore', () => {
  let store: JobsStore;
  let server: HttpTestingController;
  const toast = () => textOf(document.querySelector('mat-snack-bar-container'));
  /** Answers the next look. */
  const look = async (...jobs: Job[]) => {
    (await vi.waitFor(() => server.expectOne('/status/api/v4/jobs'), { timeout: 5_000 })).flush({ jobs });
    await settle();
  };
  const start = async (job: Job) => {
    const starting = store.start({ kind: 'pause', tags: ['a', 'b'] });
    const request = server.expectOne('/status/api/v4/monitor-jobs');
    expect(request.request.body).toEqual({ kind: 'pause', tags: ['a', 'b'] });
    request.flush({ job });
    await starting;
  };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: dashboard() });
    server = TestBed.inject(HttpTestingController);
    store = TestBed.inject(JobsStore);
  });
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('finds work again that goes on, and looks until it is over', async () => {
    const loading = store.load();
    await look(aJob({ state: 'RUNNING', done: 1, changed: 1 }));
    await loading;
    expect(store.active()).toHaveLength(1);
    await look(aJob({ state: 'RUNNING', done: 2, changed: 2 }));
    expect(store.speedOf(7)).toBeGreaterThan(0);
    const changes = TestBed.inject(MonitorActions).changes();
    await look(aJob({ can_undo: false }));
    await vi.waitFor(() => expect(toast()).toContain('Paused 3 monitors'));
    expect([store.active(), TestBed.inject(MonitorActions).changes()]).toEqual([[], changes + 1]);
  });

  it('tells only the end of what is quickly over, and takes it back', async () => {
    await start(aJob({ state: 'QUEUED', done: 0, changed: 0 }));
    await look(aJob({ can_undo: true }));
    await vi.waitFor(() => expect(toast()).toContain('Paused 3 monitors'));
    button(document, 'Undo').click();
    (await vi.waitFor(() => server.expectOne('/status/api/v4/jobs/7/undo'))).flush({
      job: aJob({ id: 8, kind: 'restore', state: 'QUEUED', undo_of: 7, done: 0, changed: 0 }),
    });
    await look(aJob({ id: 8, kind: 'restore', undo_of: 7, can_undo: false }), aJob({ can_undo: false }));
    await vi.waitFor(() => expect(toast()).toContain('Took back the change of 3 monitors'));
  });

  it('says that long work has begun, and shows the tray on request', async () => {
    const opened = vi.fn();
    store.openTray = opened;
    await start(aJob({ state: 'QUEUED', done: 0, changed: 0 }));
    await look(aJob({ state: 'RUNNING', done: 1, changed: 1 }));
    await vi.waitFor(() => expect(toast()).toContain('Pausing 3 monitors…'));
    button(document, 'Show progress').click();
    expect(opened).toHaveBeenCalled();
    const cancelling = store.cancel({ id: 7 });
    server.expectOne('/status/api/v4/jobs/7/cancel').flush({ job: aJob({ state: 'CANCELLED', done: 1, changed: 1 }) });
    await cancelling;
    await vi.waitFor(() => expect(toast()).toContain('Paused 1 monitor, cancelled with 2 to go'));
  });

  it('does not show what was over days ago', async () => {
    const loading = store.load();
    await look(aJob({ finished_at: '2020-01-01T00:00:00.000Z' }));
    await loading;
    expect(store.jobs()).toEqual([]);
  });
});

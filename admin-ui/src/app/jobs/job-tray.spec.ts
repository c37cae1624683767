import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Job } from '../api/jobs.js';
import { aJob, button, settle, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { JobButton } from './job-button.js';

describe('the job tray', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  const tray = async () => vi.waitFor(() => document.querySelector('app-job-tray') ?? Promise.reject(new Error('no tray')));
  const show = async (...jobs: Job[]) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    server = TestBed.inject(HttpTestingController);
    host = TestBed.createComponent(JobButton).nativeElement as HTMLElement;
    await settle();
    server.expectOne('/status/api/v4/jobs').flush({ jobs });
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('is not there while there is nothing in it', async () => {
    await show();
    expect(host.querySelector('button')).toBeNull();
  });

  it('shows how far work is, and takes the rest off', async () => {
    await show(aJob({ state: 'RUNNING', total: 200, done: 50, changed: 48, failed: 2 }));
    button(host, 'Jobs, 1 going on').click();
    const panel = await tray();
    await settle();
    expect(textOf(panel.querySelector('article'))).toContain('Pausing 200 monitors 50 of 200 , 2 failed');
    const bar = panel.querySelector('mat-progress-bar')!;
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-label')]).toEqual(['25', 'Pausing 200 monitors']);
    button(panel, 'Cancel the rest').click();
    await settle();
    server
      .expectOne('/status/api/v4/jobs/7/cancel')
      .flush({ job: aJob({ state: 'CANCELLED', total: 200, done: 51, changed: 49, failed: 2, can_undo: true }) });
    await settle();
    expect(textOf(panel)).toContain('Paused 49 monitors, 2 failed, cancelled with 149 to go');
  });

  it('gives what failed as a file, and says why an undo is refused', async () => {
    await show(aJob({ total: 3, done: 3, changed: 2, failed: 1, can_undo: true }));
    button(host, 'Jobs').click();
    const panel = await tray();
    await settle();
    expect(button(panel, 'Save what failed').getAttribute('href')).toBe('/status/api/v4/jobs/7/errors.csv');
    button(panel, 'Undo').click();
    await settle();
    server
      .expectOne('/status/api/v4/jobs/7/undo')
      .flush({ error: { code: 'CONFLICT', message: 'This job was taken back already' } }, { status: 409, statusText: 'x' });
    await settle();
    expect(textOf(panel.querySelector('app-problem'))).toContain('This job was taken back already');
  });
});

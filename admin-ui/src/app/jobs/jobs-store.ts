import { HttpClient } from '@angular/common/http';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { isJobOver } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { Job, JobDetailResponse, JobError, JobRequest, JobResponse, JobsResponse } from '../api/jobs.js';
import { MonitorActions } from '../monitors/monitor-actions.js';
import { Toasts } from '../platform/toasts.js';
import { jobHeading, jobOutcome } from './job-words.js';

/** Short work is over by the first look, and nobody is told that it began. */
const FIRST_LOOK_MS = 400;
const LOOK_MS = 1_000;
/** While the server cannot be reached. */
const RETRY_MS = 5_000;
/** What was over longer ago is history. */
const SHOWN_MS = 86_400_000;
/** Share of the newest measurement in the speed that is shown. */
const SMOOTHING = 0.4;

interface Progress {
  at: number;
  done: number;
  perSecond: number | null;
}

/** The person's long work on the server: it goes on without the dashboard, and is found again after a reload or a new sign-in. */
@Service()
export class JobsStore {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MonitorActions);
  private readonly toasts = inject(Toasts);
  private readonly progress = signal<ReadonlyMap<number, Progress>>(new Map());
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  /** Of the last day, and everything that is going on; the newest first. */
  readonly jobs = signal<readonly Job[]>([]);
  /** Grows when work is over, whatever became of it; lists of what it was about load again. */
  readonly ended = signal(0);
  readonly active = computed(() => this.jobs().filter(({ state }) => !isJobOver(state)));
  /** Called by what wants the tray to be seen. */
  openTray: () => void = () => undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.isStopped = true;
      clearTimeout(this.timer);
    });
  }

  /** Somebody has signed in: what is shown is theirs. */
  async begin(): Promise<void> {
    this.jobs.set([]);
    await this.load();
  }

  /** Looks what is going on; keeps looking while something is. */
  async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const { jobs } = await firstValueFrom(this.http.get<JobsResponse>('/api/v4/jobs'));
      this.take(jobs);
      if (this.active().length > 0) this.lookAgain(LOOK_MS);
    } catch {
      // What is shown stays; the next look may succeed, and other screens say what is wrong with the server.
      if (this.active().length > 0) this.lookAgain(RETRY_MS);
    }
  }

  /** Hands work to the server. Its end is told in a toast, wherever the person is by then. */
  async start(request: JobRequest): Promise<Job> {
    const { job } = await firstValueFrom(this.http.post<JobResponse>('/api/v4/monitor-jobs', request));
    this.watch(job);
    return job;
  }

  /** Follows work that the server has begun; its end is told in a toast. */
  watch(job: Job): void {
    this.jobs.update((jobs) => [job, ...jobs.filter(({ id }) => id !== job.id)]);
    this.lookAgain(FIRST_LOOK_MS, job.id);
  }

  async cancel({ id }: Pick<Job, 'id'>): Promise<void> {
    const { job } = await firstValueFrom(this.http.post<JobResponse>(`/api/v4/jobs/${id}/cancel`, null));
    this.take(this.jobs().map((each) => (each.id === id ? job : each)));
  }

  /** Starts the work that takes back what a job changed. */
  async undo({ id }: Pick<Job, 'id'>): Promise<void> {
    const { job } = await firstValueFrom(this.http.post<JobResponse>(`/api/v4/jobs/${id}/undo`, null));
    this.jobs.update((jobs) => jobs.map((each) => (each.id === id ? { ...each, can_undo: false } : each)));
    this.watch(job);
  }

  async errors({ id }: Pick<Job, 'id'>): Promise<JobError[]> {
    return (await firstValueFrom(this.http.get<JobDetailResponse>(`/api/v4/jobs/${id}`))).errors;
  }

  find(id: number): Job | null {
    return this.jobs().find((job) => job.id === id) ?? null;
  }

  /** Items a second; null = not measured yet. */
  speedOf(id: number): number | null {
    return this.progress().get(id)?.perSecond ?? null;
  }

  /** @param begun a job to tell about when it is still going on by then */
  private lookAgain(afterMs: number, begun?: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      void this.load().then(() => {
        const job = begun === undefined ? undefined : this.active().find(({ id }) => id === begun);
        if (job !== undefined) this.toasts.sayWithAction(`${jobHeading(job)}…`, 'Show progress', () => this.openTray());
      });
    }, afterMs);
  }

  private take(jobs: readonly Job[]): void {
    const before = new Map(this.jobs().map((job) => [job.id, job]));
    const now = Date.now();
    this.progress.set(new Map(jobs.map((job) => [job.id, this.measured(job, now)])));
    // What was started while the answer was on its way is not in it yet.
    const newest = Math.max(0, ...jobs.map(({ id }) => id));
    const started = this.jobs().filter(({ id }) => id > newest);
    const shown = jobs.filter(({ state, finished_at: at }) => !isJobOver(state) || at === null || now - Date.parse(at) < SHOWN_MS);
    this.jobs.set([...started, ...shown]);
    const ended = jobs.filter(({ id, state }) => {
      const earlier = before.get(id);
      return earlier !== undefined && !isJobOver(earlier.state) && isJobOver(state);
    });
    if (ended.length > 0) {
      this.actions.changed();
      this.ended.update((count) => count + 1);
    }
    for (const job of ended) this.tell(job);
  }

  private measured({ id, done }: Job, at: number): Progress {
    const last = this.progress().get(id);
    if (last === undefined || at <= last.at) return { at, done, perSecond: last?.perSecond ?? null };
    const newest = (1_000 * (done - last.done)) / (at - last.at);
    return { at, done, perSecond: last.perSecond === null ? newest : SMOOTHING * newest + (1 - SMOOTHING) * last.perSecond };
  }

  private tell(job: Job): void {
    const words = jobOutcome(job);
    if (job.failed > 0 || job.state === 'FAILED') this.toasts.sayWithAction(words, 'Show', () => this.openTray());
    else if (job.can_undo) this.toasts.sayWithUndo(words, () => void this.undo(job).catch(() => this.openTray()));
    else this.toasts.say(words);
  }
}

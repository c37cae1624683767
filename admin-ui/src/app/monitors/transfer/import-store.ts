import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, Service, signal, untracked } from '@angular/core';
import { isJobOver, LIMITS } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { Job, JobError } from '../../api/jobs.js';
import type { MonitorsResponse } from '../../api/monitors.js';
import { JobsStore } from '../../jobs/jobs-store.js';
import { formatInteger } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { readParents } from './export-monitors.js';
import { planImport, type ImportRow } from './import-plan.js';
import { readMonitors } from './read-file.js';

/** A file of this size holds thousands of monitors; a larger one is something else. */
const LARGEST_FILE = 10 * 1024 * 1024;

/** A file that was chosen. */
interface ChosenFile {
  name: string;
  rows: readonly ImportRow[];
}

/** A file of monitors: read, compared with what is there, handed to the server row by row. */
@Service({ autoProvided: false })
export class ImportStore {
  private readonly http = inject(HttpClient);
  private readonly jobs = inject(JobsStore);
  readonly file = signal<ChosenFile | null>(null);
  readonly isReading = signal(false);
  /** Why a file cannot be read. */
  readonly refusal = signal<string | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Monitors whose tag is there already take the settings of the file; otherwise they stay as they are. */
  readonly updatesExisting = signal(true);
  readonly isStarting = signal(false);
  /** The job that imports, and the rows it was given. */
  private readonly started = signal<{ id: number; rows: readonly ImportRow[] } | null>(null);
  private readonly errors = signal<readonly JobError[]>([]);
  /** How far the import is; null = it was not begun. */
  readonly job = computed<Job | null>(() => {
    const started = this.started();
    return started === null ? null : this.jobs.find(started.id);
  });
  readonly isOver = computed(() => {
    const job = this.job();
    return job !== null && isJobOver(job.state);
  });

  readonly rows = computed(() => this.file()?.rows ?? []);
  readonly counts = computed(() => {
    const counts = { create: 0, update: 0, same: 0, refuse: 0 };
    for (const { action } of this.rows()) counts[action] += 1;
    return counts;
  });
  /** What the import will send. */
  readonly due = computed(() => this.rows().filter(({ action }) => action === 'create' || (action === 'update' && this.updatesExisting())));
  /** Why a row failed, by its line. */
  readonly failures = computed(() => {
    const rows = this.started()?.rows ?? [];
    return new Map(this.errors().flatMap(({ position, message }) => rows.slice(position - 1, position).map(({ line }) => [line, message])));
  });
  /** Lines that are there now; rows are carried over in their order. */
  readonly imported = computed(() => {
    const [rows, job, failures] = [this.started()?.rows ?? [], this.job(), this.failures()];
    const settled = this.isOver() ? rows.slice(0, job?.done) : [];
    return new Set(settled.filter(({ line }) => !failures.has(line)).map(({ line }) => line));
  });

  constructor() {
    effect(() => {
      const job = this.job();
      if (job !== null && isJobOver(job.state) && job.failed > 0) untracked(() => void this.readErrors(job));
    });
  }

  async read(file: File): Promise<void> {
    this.reset();
    if (file.size > LARGEST_FILE) {
      this.refusal.set('This file is larger than 10 MB.');
      return;
    }
    this.isReading.set(true);
    try {
      const document = readMonitors(await file.text());
      if (!document.ok) {
        this.refusal.set(document.reason);
        return;
      }
      const [{ monitors }, parents] = await Promise.all([
        firstValueFrom(this.http.get<MonitorsResponse>('/api/v4/monitors')),
        readParents(this.http),
      ]);
      if (document.monitors.length > LIMITS.jobItems) {
        this.refusal.set(`This file has more than ${formatInteger(LIMITS.jobItems)} monitors. Split it.`);
        return;
      }
      this.file.set({ name: file.name, rows: planImport(document.monitors, monitors, parents) });
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isReading.set(false);
    }
  }

  async start(): Promise<void> {
    const rows = this.due();
    this.isStarting.set(true);
    this.problem.set(null);
    try {
      const values = { rows: rows.map(toText), update_existing: this.updatesExisting() };
      const { id } = await this.jobs.start({ kind: 'import', values });
      this.started.set({ id, rows });
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isStarting.set(false);
    }
  }

  async cancel(): Promise<void> {
    const job = this.job();
    if (job !== null) await this.jobs.cancel(job).catch((error: unknown) => this.problem.set(toProblem(error)));
  }

  reset(): void {
    this.file.set(null);
    this.started.set(null);
    this.errors.set([]);
    this.refusal.set(null);
    this.problem.set(null);
  }

  private async readErrors(job: Job): Promise<void> {
    try {
      this.errors.set(await this.jobs.errors(job));
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

/** A row as the server takes it: one text each, so that each is judged alone. */
const toText = (row: ImportRow): string => JSON.stringify('body' in row ? { ...row.body, tag: row.tag } : {});

import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { isJobOver } from '@clarion/contract';
import type { JobError } from '../../api/jobs.js';
import type { ImportTrial } from '../../api/subscribers.js';
import { jobOutcome } from '../../jobs/job-words.js';
import { JobsStore } from '../../jobs/jobs-store.js';
import { parseCsv, toCsv } from '../../monitors/transfer/csv.js';
import { saveFile } from '../../monitors/transfer/save-file.js';
import { APP_BASE } from '../../platform/app-base.js';
import { formatInteger } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { SubscriberActions } from '../subscriber-actions.js';
import { countSubscribers } from '../subscriber-words.js';

/** A file of this size holds tens of thousands of addresses; a larger one is something else. */
const LARGEST_FILE = 10 * 1024 * 1024;
/** Rows of the file, and lines with errors, that are shown. */
const PREVIEWED = 20;

/** What a file may hold. */
const COLUMNS = [
  { name: 'email', words: 'The address. The one column that must be there.' },
  { name: 'incidents', words: 'yes or no. Empty: new ones hear about incidents, known ones keep what they chose.' },
  { name: 'maintenances', words: 'The same for maintenances.' },
  { name: 'language', words: 'A code such as de or pt-BR. Empty: as the site, or as it was.' },
  { name: 'pages', words: 'Paths of pages, with ; between them; ~home is the home page. Empty here and under monitors: everything.' },
  { name: 'monitors', words: 'Tags of monitors, with ; between them.' },
  { name: 'state', words: 'As exports write it: who is pending or bounced is left out.' },
] as const;
const SAMPLE = [
  COLUMNS.map(({ name }) => name),
  ['ana@example.com', 'yes', 'yes', 'de', '', '', 'active'],
  ['ben@example.com', 'yes', 'no', '', '~home;eu', 'shop-web;checkout', ''],
];

/** Reads a file of addresses, has the server say what it would do with each, and imports what a person agreed to. */
@Component({
  selector: 'app-import-subscribers',
  imports: [Icon, MatButton, MatProgressBar, PageHeader, ProblemPanel, RouterLink],
  templateUrl: './import-subscribers.html',
  styleUrls: ['../../ui/import-file.scss', './import-subscribers.scss'],
})
export class ImportSubscribers {
  private readonly actions = inject(SubscriberActions);
  private readonly jobs = inject(JobsStore);
  private readonly base = inject(APP_BASE);
  protected readonly columns = COLUMNS;
  protected readonly formatInteger = formatInteger;
  protected readonly outcome = jobOutcome;
  protected readonly isOver = signal(false);
  protected readonly isBusy = signal(false);
  /** Why a file cannot be read. */
  protected readonly refusal = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly file = signal<{ name: string; csv: string; rows: readonly string[][] } | null>(null);
  protected readonly trial = signal<ImportTrial | null>(null);
  private readonly jobId = signal<number | null>(null);
  private readonly failures = signal<readonly JobError[]>([]);
  protected readonly job = computed(() => {
    const id = this.jobId();
    return id === null ? null : this.jobs.find(id);
  });
  protected readonly isDone = computed(() => isJobOver(this.job()?.state ?? 'QUEUED'));
  protected readonly percent = computed(() => (100 * (this.job()?.done ?? 0)) / Math.max(1, this.job()?.total ?? 1));
  protected readonly due = computed(() => (this.trial()?.would_add ?? 0) + (this.trial()?.would_update ?? 0));
  protected readonly dueWords = computed(() => countSubscribers(this.due()));
  protected readonly head = computed(() => this.file()?.rows[0] ?? []);
  protected readonly preview = computed(() => (this.file()?.rows ?? []).slice(1, 1 + PREVIEWED));
  protected readonly faults = computed(() => (this.trial()?.errors ?? []).slice(0, PREVIEWED));
  protected readonly moreFaults = computed(() => Math.max(0, (this.trial()?.errors.length ?? 0) - PREVIEWED));
  protected readonly failed = computed(() => this.failures().slice(0, PREVIEWED));
  protected readonly errorsUrl = computed(() => `${this.base}api/v4/jobs/${this.jobId() ?? 0}/errors.csv`);

  constructor() {
    effect(() => {
      const job = this.job();
      if (job !== null && isJobOver(job.state) && job.failed > 0) untracked(() => void this.attempt(async () => this.readFailures(job.id)));
    });
  }

  protected choose(input: HTMLInputElement): void {
    const file = input.files?.item(0);
    // The same file may be chosen again after it was mended.
    input.value = '';
    if (file) void this.read(file);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    const file = event.dataTransfer?.files.item(0);
    if (file) void this.read(file);
  }

  protected saveSample(): void {
    saveFile('subscribers-sample.csv', toCsv(SAMPLE));
  }

  protected start(): void {
    const file = this.file();
    if (file === null) return;
    void this.attempt(async () => {
      const job = await this.actions.import(file.csv);
      this.jobs.watch(job);
      this.jobId.set(job.id);
    });
  }

  protected cancel(): void {
    const job = this.job();
    if (job !== null) void this.attempt(async () => this.jobs.cancel(job));
  }

  protected reset(): void {
    this.file.set(null);
    this.trial.set(null);
    this.jobId.set(null);
    this.failures.set([]);
    this.refusal.set(null);
    this.problem.set(null);
  }

  private async read(file: File): Promise<void> {
    this.reset();
    if (file.size > LARGEST_FILE) return this.refusal.set('This file is larger than 10 MB. Split it.');
    const csv = await file.text();
    const rows = parseCsv(csv);
    if (rows === null) return this.refusal.set('A quote in this file is never closed.');
    if (!rows[0]?.some((name) => name.trim().toLowerCase() === 'email'))
      return this.refusal.set('This file has no column named email. Its first line must name the columns.');
    if (rows.length === 1) return this.refusal.set('There is no address in this file.');
    await this.attempt(async () => {
      this.trial.set(await this.actions.tryImport(csv));
      this.file.set({ name: file.name, csv, rows });
    });
  }

  private async readFailures(id: number): Promise<void> {
    this.failures.set(await this.jobs.errors({ id }));
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    this.isBusy.set(true);
    try {
      await deed();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}

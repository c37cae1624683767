import { HttpClient } from '@angular/common/http';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MonitorResponse, MonitorsResponse } from '../../api/monitors.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { BulkRun, type BulkOutcome } from '../bulk/bulk-run.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';
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

/** A file of monitors: read, compared with what is there, carried over one by one. */
@Service({ autoProvided: false })
export class ImportStore {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MonitorActions);
  readonly file = signal<ChosenFile | null>(null);
  readonly isReading = signal(false);
  /** Why a file cannot be read. */
  readonly refusal = signal<string | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Monitors whose tag is there already take the settings of the file; otherwise they stay as they are. */
  readonly updatesExisting = signal(true);
  readonly run = signal<BulkRun<ImportRow> | null>(null);

  readonly rows = computed(() => this.file()?.rows ?? []);
  readonly counts = computed(() => {
    const counts = { create: 0, update: 0, same: 0, refuse: 0 };
    for (const { action } of this.rows()) counts[action] += 1;
    return counts;
  });
  /** What the import will send. */
  readonly due = computed(() => this.rows().filter(({ action }) => action === 'create' || (action === 'update' && this.updatesExisting())));
  /** Why a row failed, by its line. */
  readonly failures = computed(
    () =>
      new Map(
        this.run()
          ?.failures()
          .map(({ item, problem }) => [item.line, problem]),
      ),
  );
  readonly imported = computed(
    () =>
      new Set(
        this.run()
          ?.changed()
          .map(({ line }) => line),
      ),
  );

  constructor() {
    const toasts = inject(Toasts);
    inject(DestroyRef).onDestroy(() => {
      const run = this.run();
      if (!run?.isRunning()) return;
      // Nobody could see how it goes on, or stop it.
      run.cancel();
      toasts.say('The rest of the import was cancelled');
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
      this.file.set({ name: file.name, rows: planImport(document.monitors, monitors, parents) });
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isReading.set(false);
    }
  }

  async start(): Promise<void> {
    const due = this.due();
    const run = new BulkRun<ImportRow>(
      async () => due,
      (row) => this.carryOver(row),
    );
    this.run.set(run);
    await run.run();
    this.actions.changed();
  }

  reset(): void {
    this.file.set(null);
    this.run.set(null);
    this.refusal.set(null);
    this.problem.set(null);
  }

  private async carryOver(row: ImportRow): Promise<BulkOutcome> {
    if (row.action === 'create') await firstValueFrom(this.http.post<MonitorResponse>('/api/v4/monitors', row.body));
    if (row.action === 'update') {
      const { parents, ...settings } = row.body;
      if (Object.keys(settings).length > 0) await firstValueFrom(this.http.patch<MonitorResponse>(monitorUrl(row.tag), settings));
      if (parents !== undefined) await firstValueFrom(this.http.put(`${monitorUrl(row.tag)}/parents`, { parents }));
    }
    return 'changed';
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { countWords, jobOutcome } from '../../jobs/job-words.js';
import { formatInteger } from '../../platform/formats.js';
import { TYPE_WORDS } from '../../platform/status-words.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { ImportStore } from './import-store.js';
import type { ImportRow } from './import-plan.js';
import { saveFile } from './save-file.js';

/** Rows that are shown before somebody asks for all of them. */
const PREVIEWED = 20;

/** Reads a file of monitors, shows what each of them would become, and has imported what a person agreed to. */
@Component({
  selector: 'app-import-monitors',
  imports: [Icon, MatButton, MatCheckbox, MatProgressBar, PageHeader, ProblemPanel, RouterLink],
  providers: [ImportStore],
  templateUrl: './import-monitors.html',
  styleUrl: '../../ui/import-file.scss',
})
export class ImportMonitors {
  protected readonly store = inject(ImportStore);
  protected readonly typeWords = TYPE_WORDS;
  protected readonly formatInteger = formatInteger;
  protected readonly isOver = signal(false);
  protected readonly showsAll = signal(false);

  protected readonly sorted = computed(() => {
    const failures = this.store.failures();
    const rank = (row: ImportRow) => (failures.has(row.line) ? 0 : row.action === 'refuse' ? 1 : 2);
    // What needs somebody's attention first, then in the order of the file.
    return [...this.store.rows()].sort((a, b) => rank(a) - rank(b) || a.line - b.line);
  });
  protected readonly shown = computed(() => (this.showsAll() ? this.sorted() : this.sorted().slice(0, PREVIEWED)));
  protected readonly dueWords = computed(() => countWords(this.store.due().length));
  protected readonly percent = computed(() => {
    const job = this.store.job();
    return job === null ? 0 : (100 * job.done) / Math.max(1, job.total);
  });
  protected readonly outcome = jobOutcome;
  protected readonly failed = computed(() =>
    this.store.rows().filter((row) => row.action === 'refuse' || this.store.failures().has(row.line)),
  );

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

  /** A file of what did not come over, to be mended and read again. */
  protected saveFailed(): void {
    saveFile('monitors-not-imported.json', `${JSON.stringify({ monitors: this.failed().map(({ source }) => source) }, null, 2)}\n`);
  }

  protected words(row: ImportRow): string {
    const failure = this.store.failures().get(row.line);
    if (failure !== undefined) return failure;
    if (row.action === 'refuse') return row.reason;
    if (row.action === 'same') return 'Nothing differs.';
    if (row.action === 'update' && !this.store.updatesExisting()) return 'Stays as it is.';
    return row.notes.join(' ');
  }

  private async read(file: File): Promise<void> {
    this.showsAll.set(false);
    await this.store.read(file);
  }
}

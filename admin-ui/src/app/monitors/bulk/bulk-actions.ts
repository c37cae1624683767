import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { JobRequest } from '../../api/jobs.js';
import type { PageSummary } from '../../api/site.js';
import { countWords } from '../../jobs/job-words.js';
import { JobsStore } from '../../jobs/jobs-store.js';
import { toProblem } from '../../platform/problem.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { MonitorActions } from '../monitor-actions.js';
import { IntervalDialog } from './interval-dialog.js';
import { PageDialog, type PageQuestion } from './page-dialog.js';
import type { MonitorSelection } from './selection.js';

/** What is told of a job that did not start: `Not paused: 3 monitors.` */
const NOT_DONE: Readonly<Record<Exclude<JobRequest['kind'], 'import'>, string>> = {
  pause: 'Not paused',
  resume: 'Not resumed',
  hide: 'Not hidden',
  unhide: 'Not shown',
  interval: 'Interval not changed',
  add_to_page: 'Not added to the page',
  delete: 'Not deleted',
  delete_data: 'Data not deleted',
};
type BulkKind = keyof typeof NOT_DONE;

/** Up to here a person has the monitors in sight, and a click is enough to delete them. */
const TYPED_FROM = 11;

/** What can be done to many monitors at once. The server does it, and each monitor is judged and recorded like a single change. */
@Service()
export class BulkActions {
  private readonly dialog = inject(MatDialog);
  private readonly jobs = inject(JobsStore);
  private readonly actions = inject(MonitorActions);

  async switch(kind: 'pause' | 'resume' | 'hide' | 'unhide', selection: MonitorSelection): Promise<void> {
    await this.start(kind, selection);
  }

  async changeInterval(selection: MonitorSelection): Promise<void> {
    const dialog = this.dialog.open<IntervalDialog, string, string>(IntervalDialog, {
      width: '520px',
      data: `${countWords(selection.count())} will be checked on this schedule from now on.`,
    });
    const cron = await firstValueFrom(dialog.afterClosed());
    if (cron !== undefined) await this.start('interval', selection, { values: { cron } });
  }

  async addToPage(selection: MonitorSelection, pages: readonly PageSummary[]): Promise<void> {
    const data: PageQuestion = { who: countWords(selection.count()), pages };
    const dialog = this.dialog.open<PageDialog, PageQuestion, string>(PageDialog, { width: '440px', data });
    const path = await firstValueFrom(dialog.afterClosed());
    if (path !== undefined) await this.start('add_to_page', selection, { values: { page_path: path } });
  }

  async delete(selection: MonitorSelection): Promise<void> {
    const who = countWords(selection.count());
    const isAgreed = await this.agree(selection, {
      heading: `Delete ${who}?`,
      text: 'Their history, their places on public pages and their settings go with them. Groups go on without them.',
      action: `Delete ${who}`,
      typed: `delete ${who}`,
    });
    // More may match by now than a person agreed to.
    if (isAgreed) await this.start('delete', selection, { expected_total: selection.count() });
  }

  async deleteData(selection: MonitorSelection): Promise<void> {
    const who = countWords(selection.count());
    const isAgreed = await this.agree(selection, {
      heading: `Delete the recorded data of ${who}?`,
      text: 'All recorded minutes go, and with them what bars, uptime and response times were made of. Settings, incidents and maintenances stay.',
      action: 'Delete the data',
      typed: `delete data of ${who}`,
    });
    if (isAgreed) await this.start('delete_data', selection, { expected_total: selection.count() });
  }

  private async agree(selection: MonitorSelection, { typed, ...question }: Omit<Confirmation, 'isDangerous'>): Promise<boolean> {
    const data: Confirmation = { ...question, isDangerous: true, ...(selection.count() < TYPED_FROM ? {} : { typed }) };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }

  private async start(
    kind: BulkKind,
    selection: MonitorSelection,
    more: Pick<JobRequest, 'values' | 'expected_total'> = {},
  ): Promise<void> {
    this.actions.failure.set(null);
    try {
      await this.jobs.start({ kind, ...selection.target(), ...more });
      selection.clear();
    } catch (error) {
      const words = `${NOT_DONE[kind]}: ${countWords(selection.count())}.`;
      this.actions.failure.set({ words, problem: toProblem(error), retry: () => void this.start(kind, selection, more) });
    }
  }
}

import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { MANUAL_STATUSES, type ManualStatus } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { DeletedDataResponse } from '../api/data.js';
import { JobsStore } from '../jobs/jobs-store.js';
import { monitorUrl } from '../monitors/monitor-actions.js';
import { formatDateTime, formatInteger, fromLocalInput, timeZone } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { Toasts } from '../platform/toasts.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** The monitor whose samples are shown. */
export interface DeleteDataTarget {
  tag: string;
  name: string;
}

type Count = NonNullable<DeletedDataResponse['dry_run']>;

/** Deletes recorded minutes. Counts them first, and asks for words that nobody types by accident. Closes with true once they are gone. */
@Component({
  selector: 'app-delete-data-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    ProblemPanel,
  ],
  templateUrl: './delete-data-dialog.html',
  styles: `
    mat-radio-group {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      margin-inline-start: -10px;
    }
    .count {
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--down-container);
    }
    .count strong {
      font-weight: 600;
    }
    .ask {
      margin-block: 16px 8px;
    }
  `,
})
export class DeleteDataDialog {
  private readonly http = inject(HttpClient);
  private readonly jobs = inject(JobsStore);
  private readonly toasts = inject(Toasts);
  private readonly reference = inject<MatDialogRef<DeleteDataDialog, true>>(MatDialogRef);
  protected readonly target = inject<DeleteDataTarget>(MAT_DIALOG_DATA);
  protected readonly statuses = MANUAL_STATUSES;
  protected readonly statusWords = STATUS_WORDS;
  protected readonly zone = timeZone;
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ scope: 'one' as 'one' | 'all', from: '', to: '', status: 'ANY' as ManualStatus | 'ANY' });
  protected readonly deletion = form(
    this.draft,
    (path) => {
      validate(path.to, ({ value, valueOf }) => {
        const [from, to] = [fromLocalInput(valueOf(path.from)), fromLocalInput(value())];
        return from !== null && to !== null && to <= from ? { kind: 'order', message: 'Must be after the first minute.' } : undefined;
      });
    },
    { submission: { action: async () => this.proceed() } },
  );
  /** What the present values would take; any change of them makes it void. */
  protected readonly count = linkedSignal<unknown, Count | null>({ source: this.draft, computation: () => null });
  protected readonly entered = linkedSignal<unknown, string>({ source: this.count, computation: () => '' });
  protected readonly expected = computed(() => (this.draft().scope === 'all' ? 'delete all data' : `delete ${this.target.tag} data`));
  protected readonly isNothing = computed(() => this.count()?.rows === 0);
  protected readonly isReady = computed(() => this.count() === null || (!this.isNothing() && this.entered().trim() === this.expected()));
  protected readonly words = computed(() => {
    const count = this.count();
    if (count === null || count.first_ts === null || count.last_ts === null) return null;
    return {
      rows: samples(count.rows),
      whose:
        this.draft().scope === 'one'
          ? this.target.name
          : `${formatInteger(count.monitors)} ${count.monitors === 1 ? 'monitor' : 'monitors'}`,
      range: `${formatDateTime(count.first_ts)} – ${formatDateTime(count.last_ts)}`,
    };
  });

  private async proceed(): Promise<undefined> {
    if (!this.isReady()) return;
    this.problem.set(null);
    const isDeleting = this.count() !== null;
    const { scope, from, to, status } = this.draft();
    const [start, end] = [fromLocalInput(from), fromLocalInput(to)];
    try {
      const range = { ...(start === null ? {} : { start_ts: start }), ...(end === null ? {} : { end_ts: end }) };
      if (isDeleting && scope === 'all') {
        // Of all monitors it takes a while: the job tells its end itself.
        const values = { ...range, ...(status === 'ANY' ? {} : { sample_status: status }) };
        await this.jobs.start({ kind: 'delete_data', filter: {}, values });
        this.reference.close(true);
        return;
      }
      const answer = await firstValueFrom(
        this.http.delete<DeletedDataResponse>(scope === 'all' ? '/api/v4/monitoring-data' : `${monitorUrl(this.target.tag)}/data`, {
          params: {
            ...range,
            ...(status === 'ANY' ? {} : { status }),
            ...(isDeleting ? {} : { dryRun: true }),
          },
        }),
      );
      if (!isDeleting) {
        this.count.set(answer.dry_run ?? null);
        return;
      }
      this.toasts.say(`Deleted ${samples(answer.deleted_count)}`);
      this.reference.close(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

const samples = (count: number): string => `${formatInteger(count)} ${count === 1 ? 'sample' : 'samples'}`;

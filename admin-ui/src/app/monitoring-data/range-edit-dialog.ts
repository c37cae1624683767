import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, FormRoot, min, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { LIMITS, MANUAL_STATUSES, type ManualStatus } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { RangeEdit, RangeEditResponse } from '../api/data.js';
import { monitorUrl } from '../monitors/monitor-actions.js';
import { formatInteger, fromLocalInput, timeZone, toLocalInput } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { Toasts } from '../platform/toasts.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** The monitor and the range the dialog starts with. Unix seconds. */
export interface RangeEditTarget {
  tag: string;
  name: string;
  from: number;
  to: number;
}

type DryRun = NonNullable<RangeEditResponse['dry_run']>;

/** Sets the status of a stretch of history by hand. Says what would change before it may be stored. Closes with true once it is. */
@Component({
  selector: 'app-range-edit-dialog',
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
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSuffix,
    ProblemPanel,
  ],
  templateUrl: './range-edit-dialog.html',
  styles: `
    .preview {
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--accent-container);
    }
    .preview strong {
      font-weight: 600;
    }
  `,
})
export class RangeEditDialog {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly reference = inject<MatDialogRef<RangeEditDialog, true>>(MatDialogRef);
  protected readonly target = inject<RangeEditTarget>(MAT_DIALOG_DATA);
  protected readonly statuses = MANUAL_STATUSES;
  protected readonly statusWords = STATUS_WORDS;
  protected readonly zone = timeZone;
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({
    from: toLocalInput(this.target.from),
    to: toLocalInput(this.target.to),
    status: 'UP' as ManualStatus,
    latency: 0 as number | null,
    deviation: 0 as number | null,
  });
  protected readonly edit = form(
    this.draft,
    (path) => {
      required(path.from, { message: 'Enter the first minute.' });
      required(path.to, { message: 'Enter the end.' });
      validate(path.to, ({ value, valueOf }) => {
        const [from, to] = [fromLocalInput(valueOf(path.from)), fromLocalInput(value())];
        if (from === null || to === null) return undefined;
        if (to <= from) return { kind: 'order', message: 'Must be after the first minute.' };
        return to - from > LIMITS.dataWriteSeconds
          ? { kind: 'long', message: `At most ${LIMITS.dataWriteSeconds / 86_400} days at once.` }
          : undefined;
      });
      required(path.latency, { message: 'Enter milliseconds, 0 for none.' });
      min(path.latency, 0, { message: 'Not below 0.' });
      min(path.deviation, 0, { message: 'Not below 0.' });
    },
    { submission: { action: async () => this.proceed() } },
  );
  /** What the present values would do; any change of them makes it void. */
  protected readonly dryRun = linkedSignal<unknown, DryRun | null>({ source: this.draft, computation: () => null });
  protected readonly preview = computed(() => {
    const run = this.dryRun();
    if (!run) return null;
    const rows = `${formatInteger(run.changed_rows)} of ${formatInteger(run.rows)} ${run.rows === 1 ? 'minute' : 'minutes'}`;
    return { rows, uptime: `${percent(run.uptime_before)} → ${percent(run.uptime_after)}` };
  });

  private async proceed(): Promise<undefined> {
    this.problem.set(null);
    const run = this.dryRun();
    const isStoring = run !== null;
    try {
      const answer = await firstValueFrom(
        this.http.patch<RangeEditResponse>(
          `${monitorUrl(this.target.tag)}/data`,
          this.body(),
          isStoring ? {} : { params: { dryRun: true } },
        ),
      );
      if (!isStoring) {
        this.dryRun.set(answer.dry_run ?? null);
        return;
      }
      this.toasts.say(`Set ${formatInteger(run.rows)} ${run.rows === 1 ? 'minute' : 'minutes'} of ${this.target.name} by hand`);
      this.reference.close(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  private body(): RangeEdit {
    const { from, to, status, latency, deviation } = this.draft();
    const [start, end] = [fromLocalInput(from) ?? 0, fromLocalInput(to) ?? 0];
    // The form's end is exclusive, the contract's inclusive.
    return { start_ts: start, end_ts: Math.max(start + 1, end - 60), status, latency: latency ?? 0, deviation: deviation ?? 0 };
  }
}

const percent = (text: string | null): string => (text === null ? 'no data' : `${text} %`);

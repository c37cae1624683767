import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, max, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceNotices } from '../../api/site.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { NOTICES_URL, type Notices } from './notices.js';

/** A year. */
const MOST_HOURS = 8_760;

/** Changes what subscribers hear of every maintenance. Closes with true once it is stored. */
@Component({
  selector: 'app-notices-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatCheckbox,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatSuffix,
    ProblemPanel,
  ],
  template: `
    <h2 mat-dialog-title>Messages about planned work</h2>
    <form [formRoot]="notices">
      <mat-dialog-content class="stack">
        <p class="muted">Holds for every maintenance of the site, also for those that are scheduled already.</p>
        @if (problem(); as problem) {
          <app-problem heading="Not saved." [problem]="problem" />
        }
        <div class="boxes">
          <mat-checkbox [formField]="notices.created">When an event is made</mat-checkbox>
          <mat-checkbox [formField]="notices.reminder">Before the start</mat-checkbox>
          <mat-checkbox [formField]="notices.started">At the start</mat-checkbox>
          <mat-checkbox [formField]="notices.ended">At the end</mat-checkbox>
        </div>
        <mat-form-field>
          <mat-label>Reminder before the start</mat-label>
          <input matInput type="number" inputmode="numeric" [formField]="notices.reminderHours" />
          <span matTextSuffix>hours</span>
          <mat-hint>From then on the event is shown as starting soon.</mat-hint>
          <mat-error><app-field-errors [field]="notices.reminderHours()" /></mat-error>
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="notices().submitting()">Save for all</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .boxes {
      display: flex;
      flex-direction: column;
      margin-inline-start: -10px;
    }
  `,
})
export class NoticesDialog {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly reference = inject<MatDialogRef<NoticesDialog, true>>(MatDialogRef);
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal<{ -readonly [Member in keyof Notices]: Notices[Member] }>({ ...inject<Notices>(MAT_DIALOG_DATA) });
  protected readonly notices = form(
    this.draft,
    (path) => {
      required(path.reminderHours, { message: 'Enter hours, 1 or more.' });
      min(path.reminderHours, 1, { message: 'At least 1 hour.' });
      max(path.reminderHours, MOST_HOURS, { message: `At most ${MOST_HOURS} hours.` });
    },
    { submission: { action: async () => this.store() } },
  );

  private async store(): Promise<undefined> {
    this.problem.set(null);
    const { reminderHours, ...event_types } = this.draft();
    const value: MaintenanceNotices = { event_types, reminder_buffer_hours: reminderHours };
    try {
      await firstValueFrom(this.http.patch(NOTICES_URL, { value }));
      this.toasts.say('Saved for every maintenance');
      this.reference.close(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { MaintenanceEvent } from '../../api/maintenances.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import { Holds } from '../../publishing/holds.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { localStart, placeStart } from '../form/wall-clock.js';
import { MaintenanceActions } from '../maintenance-actions.js';

export interface WindowQuestion {
  event: MaintenanceEvent;
  /** IANA zone in which the fields are read. */
  zone: string;
}

const toInput = (zone: string, at: number): string => {
  const { date, time } = localStart(zone, at);
  return `${date}T${time}`;
};
const toInstant = (zone: string, text: string): number | null => placeStart(zone, text.slice(0, 10), text.slice(11))?.at ?? null;

/** Moves one event; the rule and the other events stay. Closes with true once it is stored. */
@Component({
  selector: 'app-window-dialog',
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
    ProblemPanel,
  ],
  template: `
    <h2 mat-dialog-title>Change this event</h2>
    <form [formRoot]="window">
      <mat-dialog-content class="stack">
        <p class="muted">Only this one moves. It is not made a second time at its old place.</p>
        @if (problem(); as problem) {
          <app-problem heading="Not saved." [problem]="problem" />
        }
        <mat-form-field>
          <mat-label>Starts ({{ question.zone }})</mat-label>
          <input matInput type="datetime-local" [formField]="window.from" />
          <mat-error><app-field-errors [field]="window.from()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Ends ({{ question.zone }})</mat-label>
          <input matInput type="datetime-local" [formField]="window.to" />
          <mat-error><app-field-errors [field]="window.to()" /></mat-error>
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="window().submitting()">Save this event</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class WindowDialog {
  private readonly actions = inject(MaintenanceActions);
  private readonly toasts = inject(Toasts);
  private readonly holds = inject(Holds);
  private readonly reference = inject<MatDialogRef<WindowDialog, true>>(MatDialogRef);
  protected readonly question = inject<WindowQuestion>(MAT_DIALOG_DATA);
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({
    from: toInput(this.question.zone, this.question.event.start_date_time),
    to: toInput(this.question.zone, this.question.event.end_date_time),
  });
  protected readonly window = form(
    this.draft,
    (path) => {
      required(path.from, { message: 'Enter when it starts.' });
      required(path.to, { message: 'Enter when it ends.' });
      validate(path.to, ({ value, valueOf }) => {
        const [from, to] = [toInstant(this.question.zone, valueOf(path.from)), toInstant(this.question.zone, value())];
        return from === null || to === null || from < to ? undefined : { kind: 'order', message: 'Must be after the start.' };
      });
    },
    { submission: { action: async () => this.store() } },
  );

  private async store(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { zone, event } = this.question;
    const [from, to] = [toInstant(zone, this.draft().from), toInstant(zone, this.draft().to)];
    if (from === null || to === null) return [];
    try {
      const response = await this.actions.change(event, { start_date_time: from, end_date_time: to });
      if (!this.holds.note(response, 'Moved this event', () => this.actions.changed())) this.toasts.say('Moved this event');
      this.reference.close(true);
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const onFields = serverErrors(problem, { start_date_time: this.window.from, end_date_time: this.window.to });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

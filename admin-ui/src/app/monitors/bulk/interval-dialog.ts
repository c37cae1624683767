import { Component, computed, inject, signal } from '@angular/core';
import { form, FormRoot, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { parseCron } from '@clarion/domain';
import { Clock } from '../../platform/clock.js';
import { CronField } from '../form/cron-field.js';
import { describeSchedule } from '../form/schedule-words.js';

/** Asks how often several monitors are checked from now on. Closes with a cron expression. */
@Component({
  selector: 'app-interval-dialog',
  imports: [CronField, FormRoot, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Change the interval</h2>
    <form [formRoot]="choice">
      <mat-dialog-content class="stack">
        <p class="muted">{{ who }}</p>
        <app-cron-field [field]="choice.cron" [schedule]="schedule()" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit">Change</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class IntervalDialog {
  private readonly reference = inject<MatDialogRef<IntervalDialog, string>>(MatDialogRef);
  private readonly clock = inject(Clock);
  /** Words for whom it is about. */
  protected readonly who = inject<string>(MAT_DIALOG_DATA);
  private readonly draft = signal({ cron: '* * * * *' });
  protected readonly choice = form(
    this.draft,
    (path) => {
      validate(path.cron, ({ value }) => {
        const cron = parseCron(value().trim());
        return cron.ok ? undefined : { kind: 'cron', message: cron.reason };
      });
    },
    {
      submission: {
        action: async () => {
          this.reference.close(this.draft().cron.trim());
        },
      },
    },
  );
  protected readonly schedule = computed(() => describeSchedule(this.draft().cron.trim(), this.clock.now()));
}

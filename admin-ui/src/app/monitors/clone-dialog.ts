import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, pattern, required } from '@angular/forms/signals';
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
import { LIMITS, TAG_PATTERN } from '@clarion/contract';
import type { MonitorState } from '../api/monitors.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { MonitorActions } from './monitor-actions.js';

/** Makes a second monitor with the same settings, without history and on no page. */
@Component({
  selector: 'app-clone-dialog',
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
    ProblemPanel,
  ],
  template: `
    <h2 mat-dialog-title>Clone {{ source.name }}</h2>
    <form [formRoot]="copy">
      <mat-dialog-content class="stack">
        <p class="muted">The copy takes every setting, starts without history, and is on no public page yet.</p>
        @if (problem(); as problem) {
          <app-problem [problem]="problem" />
        }
        <mat-form-field>
          <mat-label>Name</mat-label>
          <input matInput [formField]="copy.name" />
          <mat-error><app-field-errors [field]="copy.name()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Tag</mat-label>
          <input matInput class="mono" spellcheck="false" [formField]="copy.tag" />
          <mat-hint>Stands in addresses and the API, and cannot be changed later.</mat-hint>
          <mat-error><app-field-errors [field]="copy.tag()" /></mat-error>
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="copy().submitting()">Clone</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class CloneDialog {
  private readonly actions = inject(MonitorActions);
  private readonly toasts = inject(Toasts);
  private readonly reference = inject<MatDialogRef<CloneDialog>>(MatDialogRef);
  protected readonly source = inject<Pick<MonitorState, 'tag' | 'name'>>(MAT_DIALOG_DATA);
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ name: `${this.source.name} copy`, tag: `${this.source.tag}-copy` });
  protected readonly copy = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter a name.' });
      maxLength(path.name, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      required(path.tag, { message: 'Enter a tag.' });
      pattern(path.tag, TAG_PATTERN, { message: 'Lower-case letters, digits, - and _; a letter or digit at both ends.' });
    },
    { submission: { action: async () => this.clone() } },
  );

  private async clone(): Promise<undefined> {
    this.problem.set(null);
    try {
      await this.actions.clone(this.source.tag, { tag: this.draft().tag.trim(), name: this.draft().name.trim() });
      this.toasts.say(`Created ${this.draft().name.trim()}`);
      this.reference.close();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

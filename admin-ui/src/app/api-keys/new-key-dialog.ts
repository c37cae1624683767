import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS } from '@clarion/contract';
import { toProblem, type Problem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { CopyButton } from '../ui/copy-button.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import type { ApiKeysStore } from './api-keys-store.js';

/** Makes a key and shows it, this once. */
@Component({
  selector: 'app-new-key-dialog',
  imports: [
    CopyButton,
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
    @if (key(); as key) {
      <h2 mat-dialog-title>Copy the key now</h2>
      <mat-dialog-content>
        <p>This is the only time it is shown. If it gets lost, make another one.</p>
        <p class="key">
          <code>{{ key }}</code>
          <app-copy-button what="the key" [text]="key" />
        </p>
      </mat-dialog-content>
      <mat-dialog-actions align="end"
        ><button matButton="filled" type="button" mat-dialog-close>I have copied it</button></mat-dialog-actions
      >
    } @else {
      <h2 mat-dialog-title>New API key</h2>
      <form [formRoot]="request">
        <mat-dialog-content class="stack">
          @if (problem(); as problem) {
            <app-problem heading="Not created." [problem]="problem" />
          }
          <mat-form-field>
            <mat-label>Name</mat-label>
            <input matInput autocomplete="off" [formField]="request.name" />
            <mat-hint>What uses it, such as “Deploy pipeline”.</mat-hint>
            <mat-error><app-field-errors [field]="request.name()" /></mat-error>
          </mat-form-field>
          <mat-form-field>
            <mat-label>Expires on</mat-label>
            <input matInput type="date" [formField]="request.expires" />
            <mat-hint>Optional; the key works until the end of that day, UTC.</mat-hint>
            <mat-error><app-field-errors [field]="request.expires()" /></mat-error>
          </mat-form-field>
        </mat-dialog-content>
        <mat-dialog-actions align="end">
          <button matButton type="button" mat-dialog-close>Cancel</button>
          <button matButton="filled" type="submit" [disabled]="request().submitting()">Create key</button>
        </mat-dialog-actions>
      </form>
    }
  `,
  styles: `
    .key {
      display: flex;
      align-items: center;
      gap: 4px;
      margin-block-start: 16px;
      padding-inline-start: 14px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--sunken);
    }
    code {
      flex: 1;
      min-inline-size: 0;
      padding-block: 10px;
      overflow-wrap: anywhere;
    }
  `,
})
export class NewKeyDialog {
  private readonly store = inject<ApiKeysStore>(MAT_DIALOG_DATA);
  protected readonly key = signal<string | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ name: '', expires: '' });
  protected readonly request = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter a name.' });
      maxLength(path.name, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      validate(path.expires, ({ value }) =>
        value() && endOfDay(value()) <= new Date() ? { kind: 'past', message: 'Choose a day to come.' } : undefined,
      );
    },
    { submission: { action: async () => this.create() } },
  );

  private async create(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { name, expires } = this.draft();
    try {
      this.key.set(await this.store.create(name.trim(), expires ? endOfDay(expires).toISOString() : null));
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const onFields = serverErrors(problem, { name: this.request.name, expires_at: this.request.expires });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

const endOfDay = (day: string): Date => new Date(`${day}T23:59:59.000Z`);

import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate, type ValidationError } from '@angular/forms/signals';
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
import { LIMITS } from '@clarion/contract';
import type { Page } from '../api/pages.js';
import { type Problem, toProblem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { checkPath } from './path-check.js';
import { PathField } from './path-field.js';

/** Asks where a page shall lie. */
export interface PathQuestion {
  heading: string;
  text: string;
  action: string;
  path: string;
  /** null = it has its title already. */
  title: string | null;
  taken: ReadonlySet<string>;
  /** Does it. Throws what the server answered. */
  run: (answer: { path: string; title: string }) => Promise<Page>;
}

/** A page gets a path, and a title where it has none: a copy, or one that comes back from the trash. Closes with the page. */
@Component({
  selector: 'app-path-dialog',
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
    PathField,
    ProblemPanel,
  ],
  template: `
    <h2 mat-dialog-title>{{ question.heading }}</h2>
    <form [formRoot]="answer">
      <mat-dialog-content class="stack">
        <p class="muted">{{ question.text }}</p>
        @if (problem(); as problem) {
          <app-problem [problem]="problem" />
        }
        @if (question.title !== null) {
          <mat-form-field>
            <mat-label>Title</mat-label>
            <input matInput autocomplete="off" [formField]="answer.title" />
            <mat-error><app-field-errors [field]="answer.title()" /></mat-error>
          </mat-form-field>
        }
        <app-path-field [formField]="answer.path" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit" [disabled]="answer().submitting()">{{ question.action }}</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class PathDialog {
  protected readonly question = inject<PathQuestion>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<PathDialog, Page>>(MatDialogRef);
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ title: this.question.title ?? '', path: this.question.path });
  protected readonly answer = form(
    this.draft,
    (path) => {
      required(path.title, { message: 'Enter a title.', when: () => this.question.title !== null });
      maxLength(path.title, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      validate(path.path, ({ value }) => {
        const { fault } = checkPath(value(), this.question.taken);
        return fault === null ? undefined : { kind: 'path', message: fault };
      });
    },
    { submission: { action: async () => this.send() } },
  );

  private async send(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { title, path } = this.draft();
    try {
      this.reference.close(await this.question.run({ title: title.trim(), path: checkPath(path, this.question.taken).path }));
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const onFields = serverErrors(problem, { page_path: this.answer.path, page_title: this.answer.title });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

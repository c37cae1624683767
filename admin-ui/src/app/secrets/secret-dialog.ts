import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, pattern, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { SECRET_LIMITS, SECRET_NAME_PATTERN } from '@clarion/contract';
import type { Secret, SecretChange } from '../api/secrets.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { Toasts } from '../platform/toasts.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import type { SecretsStore } from './secrets-store.js';

export interface SecretDialogData {
  store: Pick<SecretsStore, 'create' | 'change'>;
  /** The one to change; null = a new one. */
  secret: Secret | null;
}

/** Stores a secret, or changes one. Its value goes in and never comes out. */
@Component({
  selector: 'app-secret-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatPrefix,
    MatSuffix,
    ProblemPanel,
  ],
  templateUrl: './secret-dialog.html',
  styles: `
    .veiled {
      -webkit-text-security: disc;
    }
    h2 {
      overflow-wrap: anywhere;
    }
  `,
})
export class SecretDialog {
  private readonly data = inject<SecretDialogData>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<SecretDialog>>(MatDialogRef);
  private readonly toasts = inject(Toasts);
  protected readonly secret = this.data.secret;
  protected readonly problem = signal<Problem | null>(null);
  protected readonly isShown = signal(false);
  private readonly draft = signal({
    name: this.secret?.name ?? '',
    value: '',
    description: this.secret?.description ?? '',
    origins: this.secret?.origins?.join('\n') ?? '',
  });
  protected readonly request = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter a name.' });
      pattern(path.name, SECRET_NAME_PATTERN, { message: 'Upper-case letters, digits and _, a letter first; 64 at most.' });
      validate(path.value, ({ value }) => {
        if (this.secret && value() === '') return undefined;
        if (value() === '') return { kind: 'required', message: 'Enter the value.' };
        if (value().trim().length < SECRET_LIMITS.valueMinimum)
          return {
            kind: 'short',
            message: `At least ${SECRET_LIMITS.valueMinimum} characters: shorter ones cannot be kept out of answers.`,
          };
        return undefined;
      });
      maxLength(path.value, SECRET_LIMITS.value, { message: `At most ${SECRET_LIMITS.value} characters.` });
      maxLength(path.description, SECRET_LIMITS.description, { message: `At most ${SECRET_LIMITS.description} characters.` });
    },
    { submission: { action: async () => this.save() } },
  );

  private async save(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { name, value, description, origins: lines } = this.draft();
    const origins = lines.split(/\s+/).filter((line) => line !== '');
    const details = { description: description.trim() || null, origins: origins.length === 0 ? null : origins };
    try {
      if (this.secret) await this.data.store.change(this.secret, changeOf(this.secret, { value, ...details }));
      else await this.data.store.create(name, value, details);
      this.toasts.say(`Stored $${name}`);
      this.reference.close();
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const { name: nameField, value: valueField, description: descriptionField, origins: originsField } = this.request;
      const fields = { name: nameField, value: valueField, description: descriptionField, origins: originsField };
      const onFields = serverErrors(problem, fields);
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

/** Members that differ; an empty value is none. */
function changeOf(secret: Secret, { value, description, origins }: Required<SecretChange>): SecretChange {
  return {
    ...(value === '' ? {} : { value }),
    ...(description === secret.description ? {} : { description }),
    ...(origins?.join() === secret.origins?.join() ? {} : { origins }),
  };
}

import { Component, inject, input, output, signal } from '@angular/core';
import { email, form, FormField, FormRoot, maxLength, minLength, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS } from '@clarion/contract';
import type { OwnerRequest } from '../api/session.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { SessionStore } from '../session/session-store.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { PasswordMeter } from '../ui/password-meter.js';
import { passwordStrength } from '../ui/password-strength.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** The person who owns the installation. The only step that cannot be skipped. */
@Component({
  selector: 'app-owner-step',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatSuffix,
    PasswordMeter,
    ProblemPanel,
  ],
  templateUrl: './owner-step.html',
  styleUrl: './step.scss',
})
export class OwnerStep {
  /** The server wants the token it wrote to its log. */
  readonly needsToken = input(false);
  readonly done = output();
  protected readonly session = inject(SessionStore);
  private readonly draft = signal({ name: '', email: '', password: '', setup_token: '' });
  protected readonly isShown = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly owner = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter your name.' });
      minLength(path.name, LIMITS.userNameMinimum, { message: `At least ${LIMITS.userNameMinimum} characters.` });
      maxLength(path.name, LIMITS.userName, { message: `At most ${LIMITS.userName} characters.` });
      required(path.email, { message: 'Enter your e-mail address.' });
      email(path.email, { message: 'This does not look like an e-mail address.' });
      maxLength(path.email, LIMITS.email, { message: `At most ${LIMITS.email} characters.` });
      required(path.password, { message: 'Choose a password.' });
      maxLength(path.password, LIMITS.password, { message: `At most ${LIMITS.password} characters.` });
      validate(path.password, ({ value }) => {
        const { missing } = passwordStrength(value());
        return value() !== '' && missing.length > 0 ? { kind: 'weak', message: `Still needs ${missing.join(', ')}.` } : undefined;
      });
      required(path.setup_token, { message: 'Enter the token from the server’s log.', when: () => this.needsToken() });
    },
    { submission: { action: async () => this.create() } },
  );

  private async create(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { name, email: address, password, setup_token } = this.draft();
    const request: OwnerRequest = {
      name: name.trim(),
      email: address.trim(),
      password,
      ...(this.needsToken() ? { setup_token: setup_token.trim() } : {}),
    };
    try {
      await this.session.createOwner(request);
      this.done.emit();
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const onFields = serverErrors(problem, {
        name: this.owner.name,
        email: this.owner.email,
        password: this.owner.password,
        setup_token: this.owner.setup_token,
      });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

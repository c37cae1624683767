import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import { toProblem, type Problem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { Toasts } from '../platform/toasts.js';
import { FieldErrors } from '../ui/field-errors.js';
import { PasswordMeter } from '../ui/password-meter.js';
import { passwordStrength } from '../ui/password-strength.js';
import { ProblemPanel } from '../ui/problem-panel.js';

const EMPTY = { current: '', next: '' };

/** Changes the own password; other sessions end with it. */
@Component({
  selector: 'app-password-card',
  imports: [FieldErrors, FormField, FormRoot, MatButton, MatError, MatFormField, MatInput, MatLabel, PasswordMeter, ProblemPanel],
  template: `
    <section class="card-body stack" aria-labelledby="password">
      <h2 id="password">Password</h2>
      @if (problem(); as problem) {
        <app-problem heading="Not changed." [problem]="problem" />
      }
      <form class="fields" [formRoot]="password">
        <mat-form-field class="half">
          <mat-label>Current password</mat-label>
          <input matInput type="password" autocomplete="current-password" [formField]="password.current" />
          <mat-error><app-field-errors [field]="password.current()" /></mat-error>
        </mat-form-field>
        <div class="half">
          <mat-form-field>
            <mat-label>New password</mat-label>
            <input matInput type="password" autocomplete="new-password" [formField]="password.next" />
            <mat-error><app-field-errors [field]="password.next()" /></mat-error>
          </mat-form-field>
          <app-password-meter [password]="password.next().value()" />
        </div>
        <div class="row">
          <button matButton="filled" type="submit" [disabled]="password().submitting()">Change password</button>
          <span class="muted small">Signs you out everywhere else.</span>
        </div>
      </form>
    </section>
  `,
  styles: `
    app-password-meter {
      display: block;
      margin-block-start: 10px;
    }
  `,
})
export class PasswordCard {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly draft = signal(EMPTY);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly password = form(
    this.draft,
    (path) => {
      required(path.current, { message: 'Enter your current password.' });
      required(path.next, { message: 'Choose a new password.' });
      maxLength(path.next, LIMITS.password, { message: `At most ${LIMITS.password} characters.` });
      validate(path.next, ({ value }) => {
        const { missing } = passwordStrength(value());
        return value() !== '' && missing.length > 0 ? { kind: 'weak', message: `Still needs ${missing.join(', ')}.` } : undefined;
      });
    },
    { submission: { action: async () => this.change() } },
  );

  private async change(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    try {
      const { current, next } = this.draft();
      await firstValueFrom(this.http.post('/api/v4/me/password', { current_password: current, new_password: next }));
      this.toasts.say('Password changed. Other sessions have ended.');
      this.password().reset(EMPTY);
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const onFields = serverErrors(problem, { current_password: this.password.current, new_password: this.password.next });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

import { Component, inject, input, output, signal, type OnInit } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { toProblem, type Problem } from '../platform/problem.js';
import { Icon } from '../ui/icon.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SessionStore } from './session-store.js';

/** E-mail and password, on the sign-in page and over a screen whose session ended. */
@Component({
  selector: 'app-sign-in-form',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatSuffix,
    ProblemPanel,
  ],
  template: `
    <form [formRoot]="credentials" class="stack">
      @if (problem(); as problem) {
        <app-problem [problem]="problem" />
      }
      <mat-form-field>
        <mat-label>E-mail</mat-label>
        <input matInput type="email" autocomplete="username" [formField]="credentials.email" />
        <mat-error><app-field-errors [field]="credentials.email()" /></mat-error>
      </mat-form-field>
      <mat-form-field>
        <mat-label>Password</mat-label>
        <input
          matInput
          [type]="isShown() ? 'text' : 'password'"
          autocomplete="current-password"
          [attr.cdkFocusInitial]="email() ? '' : null"
          [formField]="credentials.password"
        />
        <button
          matIconButton
          matSuffix
          type="button"
          [attr.aria-label]="isShown() ? 'Hide password' : 'Show password'"
          (click)="isShown.set(!isShown())"
        >
          <app-icon [name]="isShown() ? 'eyeOff' : 'eye'" />
        </button>
        <mat-error><app-field-errors [field]="credentials.password()" /></mat-error>
      </mat-form-field>
      <button matButton="filled" type="submit" [disabled]="credentials().submitting()">
        {{ credentials().submitting() ? 'Signing in…' : 'Sign in' }}
      </button>
    </form>
  `,
})
export class SignInForm implements OnInit {
  /** Filled in when the session of a known person ended. */
  readonly email = input('');
  readonly signedIn = output();
  private readonly session = inject(SessionStore);
  private readonly draft = signal({ email: '', password: '' });
  protected readonly isShown = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly credentials = form(
    this.draft,
    (path) => {
      required(path.email, { message: 'Enter your e-mail address.' });
      required(path.password, { message: 'Enter your password.' });
    },
    {
      submission: {
        action: async () => {
          await this.signIn();
          return undefined;
        },
      },
    },
  );

  ngOnInit(): void {
    if (this.email()) this.draft.update((draft) => ({ ...draft, email: this.email() }));
  }

  private async signIn(): Promise<void> {
    this.problem.set(null);
    try {
      await this.session.signIn(this.draft().email.trim(), this.draft().password);
      this.signedIn.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
      this.draft.update((draft) => ({ ...draft, password: '' }));
      this.credentials.password().focusBoundControl();
    }
  }
}

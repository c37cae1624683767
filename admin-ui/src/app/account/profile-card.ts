import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, minLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS } from '@clarion/contract';
import type { Preferences } from '../api/session.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { Appearance } from '../session/appearance.js';
import { SessionStore } from '../session/session-store.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** Name, e-mail and roles, and how the dashboard looks. */
@Component({
  selector: 'app-profile-card',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    ProblemPanel,
  ],
  template: `
    <section class="card-body stack" aria-labelledby="profile">
      <h2 id="profile">Profile</h2>
      @if (problem(); as problem) {
        <app-problem heading="Not saved." [problem]="problem" />
      }
      <form class="fields" [formRoot]="profile">
        <mat-form-field class="half">
          <mat-label>Name</mat-label>
          <input matInput autocomplete="name" [formField]="profile.name" />
          <mat-error><app-field-errors [field]="profile.name()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>E-mail</mat-label>
          <input matInput readonly [value]="user()?.email ?? ''" />
        </mat-form-field>
        <p class="muted small">{{ roles() }}</p>
        <div><button matButton="filled" type="submit" [disabled]="!isDirty() || profile().submitting()">Save name</button></div>
      </form>
      <div class="looks">
        <div>
          <p id="looks-theme" class="small muted">Theme</p>
          <mat-button-toggle-group
            aria-labelledby="looks-theme"
            hideSingleSelectionIndicator
            [value]="preferences().theme"
            (change)="change({ theme: $event.value })"
          >
            <mat-button-toggle value="light">Light</mat-button-toggle>
            <mat-button-toggle value="dark">Dark</mat-button-toggle>
            <mat-button-toggle value="system">System</mat-button-toggle>
          </mat-button-toggle-group>
        </div>
        <div>
          <p id="looks-density" class="small muted">Density</p>
          <mat-button-toggle-group
            aria-labelledby="looks-density"
            hideSingleSelectionIndicator
            [value]="preferences().density"
            (change)="change({ density: $event.value })"
          >
            <mat-button-toggle [value]="0">Comfortable</mat-button-toggle>
            <mat-button-toggle [value]="-1">Compact</mat-button-toggle>
            <mat-button-toggle [value]="-2">Dense</mat-button-toggle>
          </mat-button-toggle-group>
        </div>
      </div>
    </section>
  `,
  styles: `
    .looks {
      display: flex;
      flex-wrap: wrap;
      gap: 16px 32px;
    }
    .looks p {
      margin-block-end: 4px;
    }
  `,
})
export class ProfileCard {
  private readonly session = inject(SessionStore);
  private readonly appearance = inject(Appearance);
  private readonly toasts = inject(Toasts);
  protected readonly user = this.session.user;
  protected readonly preferences = this.appearance.preferences;
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ name: this.session.user()?.name ?? '' });
  protected readonly isDirty = computed(() => this.draft().name.trim() !== this.user()?.name);
  protected readonly roles = computed(() => {
    const roles = this.session.session()?.roles ?? [];
    const said = roles.length === 0 ? 'No role' : `${roles.length === 1 ? 'Role' : 'Roles'}: ${roles.join(', ')}`;
    return this.user()?.is_owner === 'YES' ? `Owner of this installation. ${said}.` : `${said}.`;
  });
  protected readonly profile = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter your name.' });
      minLength(path.name, LIMITS.userNameMinimum, { message: `At least ${LIMITS.userNameMinimum} characters.` });
      maxLength(path.name, LIMITS.userName, { message: `At most ${LIMITS.userName} characters.` });
    },
    { submission: { action: async () => this.save() } },
  );

  protected async change(preferences: Partial<Preferences>): Promise<void> {
    this.problem.set(null);
    await this.appearance.change(preferences).catch((error: unknown) => this.problem.set(toProblem(error)));
  }

  private async save(): Promise<undefined> {
    this.problem.set(null);
    try {
      await this.session.saveProfile({ name: this.draft().name.trim() });
      this.toasts.say('Name saved');
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

import { Component, computed, DOCUMENT, inject, output, signal } from '@angular/core';
import { form, FormField, FormRoot, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { toProblem, type Problem } from '../platform/problem.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SetupStore } from './setup-store.js';

const ORIGIN = /^https?:\/\/[^\s/?#]+$/i;

/** What the site is called and where people find it. */
@Component({
  selector: 'app-site-step',
  imports: [FieldErrors, FormField, FormRoot, Icon, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, ProblemPanel],
  template: `
    <form class="step" [formRoot]="site">
      <h2>Name your site</h2>
      <p class="muted">The name stands at the top of every page and in feeds and messages.</p>
      @if (problem(); as problem) {
        <app-problem heading="Not saved." [problem]="problem" />
      }
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Site name</mat-label>
          <input matInput autocomplete="organization" [formField]="site.siteName" />
          <mat-error><app-field-errors [field]="site.siteName()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Public address</mat-label>
          <input matInput type="url" autocomplete="off" spellcheck="false" [formField]="site.siteURL" />
          <mat-hint>Without a path, such as https://status.example.com</mat-hint>
          <mat-error><app-field-errors [field]="site.siteURL()" /></mat-error>
        </mat-form-field>
      </div>
      @if (differs()) {
        <p class="note small">
          <app-icon name="warning" />
          <span
            >You are using <strong>{{ here }}</strong> right now. Links in feeds and messages will lead to the address above: make sure it
            reaches this server.</span
          >
        </p>
      }
      <div class="buttons">
        <button matButton="filled" type="submit" [disabled]="site().submitting()">Save and continue</button>
        <button matButton type="button" (click)="done.emit()">Skip</button>
      </div>
    </form>
  `,
  styleUrl: './step.scss',
})
export class SiteStep {
  readonly done = output();
  private readonly store = inject(SetupStore);
  protected readonly here = inject(DOCUMENT).location.origin;
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ siteName: '', siteURL: this.here });
  protected readonly site = form(
    this.draft,
    (path) => {
      required(path.siteName, { message: 'Enter a name.' });
      required(path.siteURL, { message: 'Enter an address.' });
      pattern(path.siteURL, ORIGIN, { message: 'Start with http:// or https:// and leave out the path.' });
    },
    { submission: { action: async () => this.save() } },
  );
  protected readonly differs = computed(
    () => this.site.siteURL().valid() && this.draft().siteURL.toLowerCase() !== this.here.toLowerCase(),
  );

  constructor() {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const values = await this.store.values();
      // The seed's address is a guess; the address in use is a better one.
      this.draft.update((draft) => ({ ...draft, siteName: values.get('siteName') ?? '' }));
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  private async save(): Promise<undefined> {
    this.problem.set(null);
    try {
      await this.store.save({ siteName: this.draft().siteName.trim(), siteURL: this.draft().siteURL.trim() });
      this.done.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

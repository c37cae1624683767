import { Component, inject, output, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { toProblem, type Problem } from '../platform/problem.js';
import { FieldErrors } from '../ui/field-errors.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SetupStore } from './setup-store.js';

const DESCRIPTION = 300;

/** How the public page looks at first sight, beside the page itself. */
@Component({
  selector: 'app-page-step',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    ProblemPanel,
  ],
  template: `
    <form class="step" [formRoot]="page">
      <h2>Your status page</h2>
      <p class="muted">This is what everybody sees. It is live already.</p>
      @if (problem(); as problem) {
        <app-problem heading="Not saved." [problem]="problem" />
      }
      <div>
        <p id="setup-theme" class="small muted">Theme for readers</p>
        <mat-button-toggle-group aria-labelledby="setup-theme" hideSingleSelectionIndicator [formField]="page.theme" (change)="save()">
          <mat-button-toggle value="system">Like their system</mat-button-toggle>
          <mat-button-toggle value="light">Light</mat-button-toggle>
          <mat-button-toggle value="dark">Dark</mat-button-toggle>
        </mat-button-toggle-group>
      </div>
      <mat-form-field>
        <mat-label>Description</mat-label>
        <input matInput autocomplete="off" [formField]="page.metaSiteDescription" />
        <mat-hint>One sentence for search engines and link previews. Optional.</mat-hint>
        <mat-error><app-field-errors [field]="page.metaSiteDescription()" /></mat-error>
      </mat-form-field>
      <iframe #preview class="preview" src="../" title="Preview of the public page" loading="lazy"></iframe>
      <div class="buttons">
        <button matButton="filled" type="submit" [disabled]="page().submitting()">Save and continue</button>
        <button matButton type="button" (click)="done.emit()">Skip</button>
      </div>
    </form>
  `,
  styleUrl: './step.scss',
})
export class PageStep {
  readonly done = output();
  private readonly store = inject(SetupStore);
  private readonly preview = viewChild.required<ElementRef<HTMLIFrameElement>>('preview');
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal({ theme: 'system', metaSiteDescription: '' });
  protected readonly page = form(
    this.draft,
    (path) => maxLength(path.metaSiteDescription, DESCRIPTION, { message: `At most ${DESCRIPTION} characters.` }),
    {
      submission: {
        action: async () => {
          if (await this.save()) this.done.emit();
          return undefined;
        },
      },
    },
  );

  constructor() {
    void this.load();
  }

  /** @returns true when it is stored; the preview shows it then. */
  protected async save(): Promise<boolean> {
    this.problem.set(null);
    const { theme, metaSiteDescription } = this.draft();
    try {
      await this.store.save({ theme, ...(metaSiteDescription.trim() ? { metaSiteDescription: metaSiteDescription.trim() } : {}) });
      this.preview().nativeElement.contentWindow?.location.reload();
      return true;
    } catch (error) {
      this.problem.set(toProblem(error));
      return false;
    }
  }

  private async load(): Promise<void> {
    try {
      const values = await this.store.values();
      const theme = values.get('theme') ?? 'system';
      this.draft.set({
        theme: theme === 'light' || theme === 'dark' ? theme : 'system',
        metaSiteDescription: values.get('metaSiteDescription') ?? '',
      });
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@clarion/contract';
import { sanitizePath } from '@clarion/domain';
import { type Problem, toProblem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { PageActions } from '../page-actions.js';
import { PagesStore } from '../pages-store.js';
import { checkPath } from '../path-check.js';
import { PathField } from '../path-field.js';

/** Makes a page: what it is called and where it lies. The rest is done in the editor, where this leads. */
@Component({
  selector: 'app-new-page',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    PageHeader,
    PathField,
    ProblemPanel,
    RouterLink,
  ],
  providers: [PagesStore],
  template: `
    <div class="page narrow">
      <app-page-header
        heading="New page"
        lead="It is public at once, and empty: its monitors are chosen in the editor, where you come next."
      />
      @if (problem(); as problem) {
        <app-problem heading="The page was not created." [problem]="problem" />
      }
      <form class="card card-body stack" [formRoot]="page">
        <div class="fields">
          <mat-form-field class="half">
            <mat-label>Title</mat-label>
            <input matInput autocomplete="off" [formField]="page.title" />
            <mat-hint>In the browser’s tab and the page switcher.</mat-hint>
            <mat-error><app-field-errors [field]="page.title()" /></mat-error>
          </mat-form-field>
          <app-path-field
            class="half"
            [value]="path()"
            [errors]="pathErrors()"
            [touched]="page.path().touched()"
            (valueChange)="setPath($event)"
            (touch)="page.path().markAsTouched()"
          />
          <mat-form-field>
            <mat-label>Header</mat-label>
            <input matInput autocomplete="off" [placeholder]="draft().title" [formField]="page.header" />
            <mat-hint>The large line at the top of the page; its title when you leave it empty.</mat-hint>
            <mat-error><app-field-errors [field]="page.header()" /></mat-error>
          </mat-form-field>
        </div>
        <div class="row end-row">
          <a matButton routerLink="/manage/pages">Cancel</a>
          <button matButton="filled" type="submit" [disabled]="page().submitting()">Create page</button>
        </div>
      </form>
    </div>
  `,
  styles: `
    .end-row {
      justify-content: flex-end;
    }
  `,
  host: { '(window:beforeunload)': 'beforeUnload($event)' },
})
export class NewPageScreen implements HoldsUnsavedWork {
  private readonly actions = inject(PageActions);
  private readonly store = inject(PagesStore);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | null>(null);
  /** `path` empty = it follows the title. */
  protected readonly draft = signal({ title: '', path: '', header: '' });
  protected readonly path = computed(() => this.draft().path || sanitizePath(this.draft().title));
  private isCreated = false;
  protected readonly page = form(
    this.draft,
    (path) => {
      required(path.title, { message: 'Enter a title.' });
      maxLength(path.title, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      maxLength(path.header, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      validate(path.path, () => {
        const { fault } = checkPath(this.path(), this.store.paths());
        return fault === null ? undefined : { kind: 'path', message: fault };
      });
    },
    { submission: { action: async () => this.create() } },
  );
  protected readonly pathErrors = computed(() => this.page.path().errors());

  isDirty(): boolean {
    const { title, path, header } = this.draft();
    return !this.isCreated && title + path + header !== '';
  }

  /** @returns true when the page is there */
  async save(): Promise<boolean> {
    if (this.page().invalid()) {
      this.page.title().markAsTouched();
      this.page.path().markAsTouched();
      return false;
    }
    return (await this.create()).length === 0 && this.problem() === null;
  }

  protected setPath(path: string): void {
    if (path !== this.path()) this.draft.update((draft) => ({ ...draft, path }));
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private async create(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const title = this.draft().title.trim();
    const path = sanitizePath(this.path());
    try {
      const page = await this.actions.create({ page_title: title, page_path: path, page_header: this.draft().header.trim() || title });
      this.isCreated = true;
      this.toasts.say(`Created ${page.page_title}`);
      await this.router.navigate(['/manage/pages/edit', page.page_path], { queryParams: { tab: 'monitors' } });
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const { title: page_title, path: page_path, header: page_header } = this.page;
      const onFields = serverErrors(problem, { page_title, page_path, page_header });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { PageSummary } from '../../api/site.js';

export interface PageQuestion {
  /** Words for whom it is about. */
  who: string;
  pages: readonly PageSummary[];
}

/** Asks which page several monitors are added to. Closes with its path, `~home` for home. */
@Component({
  selector: 'app-page-dialog',
  imports: [
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatHint,
    MatLabel,
    MatOption,
    MatSelect,
  ],
  template: `
    <h2 mat-dialog-title>Add to a page</h2>
    <form [formRoot]="choice">
      <mat-dialog-content class="stack">
        <p class="muted">{{ question.who }} will stand after what is on the page already. Those that are there stay where they are.</p>
        <mat-form-field>
          <mat-label>Page</mat-label>
          <mat-select [formField]="choice.page">
            @for (page of question.pages; track page.id) {
              <mat-option [value]="page.page_path">{{ page.page_title }}</mat-option>
            }
          </mat-select>
          <mat-hint>Readers see them there at once.</mat-hint>
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit">Add</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
    }
  `,
})
export class PageDialog {
  private readonly reference = inject<MatDialogRef<PageDialog, string>>(MatDialogRef);
  protected readonly question = inject<PageQuestion>(MAT_DIALOG_DATA);
  private readonly draft = signal({ page: this.question.pages[0]?.page_path ?? '' });
  protected readonly choice = form(this.draft, (path) => required(path.page), {
    submission: {
      action: async () => {
        this.reference.close(this.draft().page);
      },
    },
  });
}

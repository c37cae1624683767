import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { LIMITS } from '@clarion/contract';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';

export interface ResolveWords {
  comment: string;
  notify: boolean;
}

/** The words of the last update of several incidents. Closes with them. */
@Component({
  selector: 'app-resolve-dialog',
  imports: [
    FormField,
    FormRoot,
    MarkdownEditor,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatSlideToggle,
  ],
  template: `
    <h2 mat-dialog-title>Resolve {{ what }}</h2>
    <form [formRoot]="words">
      <mat-dialog-content class="stack">
        <p class="muted">Each of them gets this update. Those that are resolved already stay as they are.</p>
        <app-markdown-editor label="Message" [rows]="4" [formField]="words.comment" />
        <mat-slide-toggle [formField]="words.notify">Notify subscribers, once for each incident</mat-slide-toggle>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>Cancel</button>
        <button matButton="filled" type="submit">Resolve {{ what }}</button>
      </mat-dialog-actions>
    </form>
  `,
})
export class ResolveDialog {
  /** `3 incidents` */
  protected readonly what = inject<string>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<ResolveDialog, ResolveWords>>(MatDialogRef);
  private readonly draft = signal<ResolveWords>({ comment: 'This incident is resolved.', notify: true });
  protected readonly words = form(
    this.draft,
    (path) => {
      required(path.comment, { message: 'Say what readers should know.' });
      maxLength(path.comment, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
    },
    { submission: { action: async () => this.reference.close(this.draft()) } },
  );
}

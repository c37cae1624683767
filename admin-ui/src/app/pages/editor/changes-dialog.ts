import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import type { ChangeLine } from './change-words.js';

export interface ChangesQuestion {
  heading: string;
  text: string;
  lines: readonly ChangeLine[];
  /** null = there is nothing to do but look. */
  action: string | null;
}

const KINDS = { added: 'New', removed: 'Gone', changed: 'Changed', moved: 'Moved' } as const satisfies Record<ChangeLine['kind'], string>;

/** What publishing would change, line by line. Closes with true when it shall be done. */
@Component({
  selector: 'app-changes-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ question.heading }}</h2>
    <mat-dialog-content>
      <p class="muted">{{ question.text }}</p>
      <div class="table-scroll">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Published</th>
              <th scope="col">Draft</th>
            </tr>
          </thead>
          <tbody>
            @for (line of question.lines; track $index) {
              <tr>
                <th scope="row">
                  {{ line.what }} <span class="kind small" [class]="line.kind">{{ kinds[line.kind] }}</span>
                </th>
                <td class="was">{{ line.before }}</td>
                <td>{{ line.after }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>{{ question.action === null ? 'Close' : 'Back to the editor' }}</button>
      @if (question.action; as action) {
        <button matButton="filled" type="button" [mat-dialog-close]="true">{{ action }}</button>
      }
    </mat-dialog-actions>
  `,
  styles: `
    .table-scroll {
      margin-block-start: 12px;
    }
    td {
      min-inline-size: 120px;
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    .was {
      color: var(--muted);
    }
    .kind {
      margin-inline-start: 6px;
      padding: 1px 7px;
      border-radius: 6px;
      background: var(--sunken);
      color: var(--muted);

      &.added {
        background: var(--up-container);
        color: var(--up-text);
      }
      &.removed {
        background: var(--down-container);
        color: var(--down-text);
      }
    }
  `,
})
export class ChangesDialog {
  protected readonly question = inject<ChangesQuestion>(MAT_DIALOG_DATA);
  protected readonly kinds = KINDS;
}

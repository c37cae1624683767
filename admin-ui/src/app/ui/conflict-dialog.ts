import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { formatDateTime, toSeconds } from '../platform/formats.js';

export interface ConflictQuestion {
  conflicts: readonly { field: string; mine: unknown; theirs: unknown }[];
  /** ISO 8601, when the other version was stored. */
  changedAt: string;
  /** What was changed, and what its fields are called. */
  of: { what: string; words: ReadonlyMap<string, string> };
}

/** Two people changed the same fields: asks field by field whose value stays. Closes with the fields that take the other's value. */
@Component({
  selector: 'app-conflict-dialog',
  imports: [MatButton, MatButtonToggle, MatButtonToggleGroup, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Somebody changed this {{ question.of.what }} meanwhile</h2>
    <mat-dialog-content>
      <p>It was saved at {{ changedAt }}. Your other changes fit with theirs; choose for these:</p>
      @for (conflict of question.conflicts; track conflict.field) {
        <div class="conflict">
          <h3 [id]="'conflict-' + conflict.field">{{ words.get(conflict.field) }}</h3>
          <dl>
            <div [class.kept]="!theirs().has(conflict.field)">
              <dt>Mine</dt>
              <dd>{{ show(conflict.mine) }}</dd>
            </div>
            <div [class.kept]="theirs().has(conflict.field)">
              <dt>Theirs</dt>
              <dd>{{ show(conflict.theirs) }}</dd>
            </div>
          </dl>
          <mat-button-toggle-group
            [attr.aria-labelledby]="'conflict-' + conflict.field"
            hideSingleSelectionIndicator
            [value]="theirs().has(conflict.field) ? 'theirs' : 'mine'"
            (change)="choose(conflict.field, $event.value)"
          >
            <mat-button-toggle value="mine">Keep mine</mat-button-toggle>
            <mat-button-toggle value="theirs">Take theirs</mat-button-toggle>
          </mat-button-toggle-group>
        </div>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Back to the form</button>
      <button matButton="filled" type="button" (click)="reference.close(theirs())">Save</button>
    </mat-dialog-actions>
  `,
  styles: `
    .conflict {
      margin-block-start: 16px;
      padding-block-start: 12px;
      border-block-start: 1px solid var(--line);
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
      gap: 12px;
      margin-block: 8px 12px;
    }
    dl div {
      padding: 8px 12px;
      border: 1px solid var(--line);
      border-radius: 8px;
    }
    .kept {
      border-color: var(--accent);
      background: var(--accent-container);
    }
    dt {
      color: var(--muted);
      font-size: 0.8125rem;
    }
    dd {
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
})
export class ConflictDialog {
  protected readonly question = inject<ConflictQuestion>(MAT_DIALOG_DATA);
  protected readonly reference = inject<MatDialogRef<ConflictDialog, ReadonlySet<string>>>(MatDialogRef);
  protected readonly words = this.question.of.words;
  protected readonly changedAt = formatDateTime(toSeconds(this.question.changedAt));
  protected readonly theirs = signal<ReadonlySet<string>>(new Set());

  protected choose(field: string, whose: 'mine' | 'theirs'): void {
    this.theirs.update((before) => {
      const fields = new Set(before);
      if (whose === 'theirs') fields.add(field);
      else fields.delete(field);
      return fields;
    });
  }

  protected show(value: unknown): string {
    if (value === null || value === '') return '(empty)';
    if (typeof value === 'boolean') return value ? 'Yes' : 'No';
    if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(lineOf).join('\n');
    return lineOf(value);
  }
}

const SECRETS = new Set(['password', 'token', 'client_secret', 'key']);

/** One row of a list, or a part with members: `Authorization: ••••x9Qz`, `db.example.com 5432 1000`. */
function lineOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('key' in value && 'value' in value) return `${String(value.key)}: ${String(value.value)}`;
  return Object.entries(value)
    .filter(([, each]) => each !== '' && each !== null && typeof each !== 'boolean')
    .map(([name, each]) => (SECRETS.has(name) ? '••••' : String(each)))
    .join(' ');
}

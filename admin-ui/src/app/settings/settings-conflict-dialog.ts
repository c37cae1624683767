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
import { KEY_WORDS, type SiteKey } from './site-draft.js';

/** A setting that two people changed differently. */
export interface SettingsConflict {
  field: SiteKey;
  mine: unknown;
  theirs: unknown;
}

/** Asks setting by setting whose value stays. Closes with the keys that take the other's value. */
@Component({
  selector: 'app-settings-conflict-dialog',
  imports: [MatButton, MatButtonToggle, MatButtonToggleGroup, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Somebody changed these settings meanwhile</h2>
    <mat-dialog-content>
      <p>Your other changes fit with theirs; choose for these:</p>
      @for (conflict of conflicts; track conflict.field) {
        <div class="conflict">
          <h3 [id]="'conflict-' + conflict.field">{{ words[conflict.field] }}</h3>
          <dl>
            <div>
              <dt class="muted small">Mine</dt>
              <dd>{{ show(conflict.mine) }}</dd>
            </div>
            <div>
              <dt class="muted small">Theirs</dt>
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
    dd {
      max-block-size: 160px;
      overflow: auto;
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
  `,
})
export class SettingsConflictDialog {
  protected readonly conflicts = inject<readonly SettingsConflict[]>(MAT_DIALOG_DATA);
  protected readonly reference = inject<MatDialogRef<SettingsConflictDialog, ReadonlySet<SiteKey>>>(MatDialogRef);
  protected readonly words = KEY_WORDS;
  protected readonly theirs = signal<ReadonlySet<SiteKey>>(new Set());

  protected choose(field: SiteKey, whose: 'mine' | 'theirs'): void {
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
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
  }
}

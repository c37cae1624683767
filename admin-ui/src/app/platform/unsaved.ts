import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import type { CanDeactivateFn } from '@angular/router';
import { firstValueFrom } from 'rxjs';

/** A screen that may hold what nobody has saved yet. */
export interface HoldsUnsavedWork {
  isDirty(): boolean;
  /** @returns true when everything is stored. */
  save(): Promise<boolean>;
}

type Answer = 'save' | 'discard' | 'stay';

/** Save, Discard, or Stay. Closing it any other way means Stay. */
@Component({
  selector: 'app-unsaved-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Save your changes?</h2>
    <mat-dialog-content>You have changed something on this screen that is not saved yet.</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close="stay">Stay</button>
      <button matButton type="button" mat-dialog-close="discard">Discard</button>
      <button matButton="filled" type="button" mat-dialog-close="save">Save</button>
    </mat-dialog-actions>
  `,
})
export class UnsavedDialog {}

/** Keeps a person from losing what they typed by following a link or the Back button. */
export const keepsUnsavedWork: CanDeactivateFn<HoldsUnsavedWork> = async (screen) => {
  if (!screen.isDirty()) return true;
  const dialog = inject(MatDialog).open<UnsavedDialog, undefined, Answer>(UnsavedDialog, { width: '440px' });
  const answer = (await firstValueFrom(dialog.afterClosed())) ?? 'stay';
  if (answer === 'save') return screen.save();
  return answer === 'discard';
};

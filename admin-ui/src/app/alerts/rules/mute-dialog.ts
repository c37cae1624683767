import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { Clock } from '../../platform/clock.js';
import { fromLocalInput, toLocalInput } from '../../platform/formats.js';
import { MomentField } from '../../ui/moment-field.js';

const HOUR = 3_600;

/** Asks how long a rule shall be silent. Closes with Unix seconds. */
@Component({
  selector: 'app-mute-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, MomentField],
  template: `
    <h2 mat-dialog-title>Mute until…</h2>
    <mat-dialog-content class="stack">
      <p>No new alert begins before then. What fires already goes on, and tells when it is over.</p>
      <app-moment-field label="Until" [hasNow]="false" [(value)]="text" />
      @if (!isLater()) {
        <p class="small" role="alert">Choose a moment that is still to come.</p>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" [disabled]="!isLater()" [mat-dialog-close]="until()">Mute</button>
    </mat-dialog-actions>
  `,
})
export class MuteDialog {
  protected readonly reference = inject<MatDialogRef<MuteDialog, number>>(MatDialogRef);
  private readonly clock = inject(Clock);
  protected readonly text = signal(toLocalInput(this.clock.now() + 8 * HOUR));
  protected readonly until = computed(() => fromLocalInput(this.text()));
  protected readonly isLater = computed(() => (this.until() ?? 0) > this.clock.now());
}

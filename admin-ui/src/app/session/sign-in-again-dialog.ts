import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { SessionStore } from './session-store.js';
import { SignInForm } from './sign-in-form.js';

/** Signs the same person in over the screen they are on. Closes with true once that worked. */
@Component({
  selector: 'app-sign-in-again-dialog',
  imports: [MatButton, MatDialogContent, MatDialogTitle, SignInForm],
  template: `
    <h2 mat-dialog-title>Your session has ended</h2>
    <mat-dialog-content>
      <p class="lead">Sign in again to continue. Everything on this screen is still here.</p>
      <app-sign-in-form [email]="email" (signedIn)="reference.close(true)" />
      <button matButton type="button" class="leave" (click)="reference.close(false)">Leave and lose what is not saved</button>
    </mat-dialog-content>
  `,
  styles: `
    .lead {
      margin-block-end: 20px;
    }
    .leave {
      display: block;
      inline-size: 100%;
      margin-block-start: 8px;
    }
  `,
})
export class SignInAgainDialog {
  protected readonly reference = inject<MatDialogRef<SignInAgainDialog, boolean>>(MatDialogRef);
  protected readonly email = inject(SessionStore).user()?.email ?? '';
}

import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { EmptyState } from '../ui/empty-state.js';

/** Shown instead of any screen while the server does not answer the very first question. */
@Component({
  selector: 'app-unreachable',
  imports: [EmptyState, MatButton],
  template: `
    <main>
      <h1 class="visually-hidden">Not reachable</h1>
      <app-empty-state
        icon="warning"
        heading="The server is not answering"
        text="The dashboard could not reach its server. It may be restarting; your work is not lost."
      >
        <button matButton="filled" type="button" (click)="retry()">Try again</button>
      </app-empty-state>
    </main>
  `,
})
export class Unreachable {
  private readonly router = inject(Router);

  protected async retry(): Promise<void> {
    await this.router.navigateByUrl(this.router.url === '/manage/unreachable' ? '/manage' : this.router.url, {
      onSameUrlNavigation: 'reload',
    });
  }
}

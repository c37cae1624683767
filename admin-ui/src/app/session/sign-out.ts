import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import { Router, RouterLink } from '@angular/router';
import { toProblem, type Problem } from '../platform/problem.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SessionStore } from './session-store.js';

/** Ends the session. A screen of its own, so that the screen before could ask about unsaved work first. */
@Component({
  selector: 'app-sign-out',
  imports: [MatButton, MatProgressSpinner, ProblemPanel, RouterLink],
  template: `
    <main>
      <h1>Signing out</h1>
      @if (problem(); as problem) {
        <app-problem heading="You are still signed in." [problem]="problem" [canRetry]="true" (retry)="leave()" />
        <a matButton routerLink="/manage/overview">Back to the dashboard</a>
      } @else {
        <mat-spinner diameter="32" aria-label="Signing out" />
      }
    </main>
  `,
  styleUrl: './sign-in.scss',
})
export class SignOut {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  protected readonly problem = signal<Problem | null>(null);

  constructor() {
    void this.leave();
  }

  protected async leave(): Promise<void> {
    this.problem.set(null);
    try {
      await this.session.ready();
      if (this.session.session()) await this.session.signOut();
      await this.router.navigateByUrl('/account/signin', { replaceUrl: true });
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

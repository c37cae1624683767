import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { Wordmark } from '../ui/wordmark.js';
import { safeReturnTo } from './guards.js';
import { SessionStore } from './session-store.js';
import { SignInForm } from './sign-in-form.js';

/** The door. Leads to the wizard while nobody owns the installation, and back to where the person came from. */
@Component({
  selector: 'app-sign-in',
  imports: [SignInForm, Wordmark],
  template: `
    <main>
      <div class="box card">
        <app-wordmark />
        <h1>Sign in</h1>
        @if (hasReturn()) {
          <p class="muted">Sign in to continue to the page you asked for.</p>
        }
        @if (isReady()) {
          <app-sign-in-form (signedIn)="leave()" />
        }
      </div>
    </main>
  `,
  styleUrl: './sign-in.scss',
})
export class SignIn {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);
  private readonly returnTo = computed(() => this.query()?.get('returnTo') ?? null);
  protected readonly hasReturn = computed(() => this.returnTo() !== null && safeReturnTo(this.returnTo()) !== '/manage/overview');
  protected readonly isReady = signal(false);

  constructor() {
    void this.start();
  }

  protected async leave(): Promise<void> {
    await this.router.navigateByUrl(safeReturnTo(this.returnTo()), { replaceUrl: true });
  }

  private async start(): Promise<void> {
    // An unreachable server shows when the form is sent; the form itself needs nothing from it.
    await this.session.ready().catch(() => undefined);
    if (this.session.session()) return this.leave();
    if (this.session.needsSetup()) {
      await this.router.navigateByUrl('/manage/setup', { replaceUrl: true });
      return;
    }
    this.isReady.set(true);
  }
}

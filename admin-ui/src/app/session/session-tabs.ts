import { DestroyRef, effect, inject, Service } from '@angular/core';
import { SessionStore } from './session-store.js';

/** Keeps open tabs of one browser in step: they share the session's cookie, so a sign-in or sign-out in one makes the others' token stale. */
@Service()
export class SessionTabs {
  private readonly session = inject(SessionStore);
  private readonly channel = new BroadcastChannel('clarion-session');

  constructor() {
    effect(() => {
      if (this.session.turns() > 0) this.channel.postMessage('changed');
    });
    this.channel.onmessage = () => void this.catchUp();
    inject(DestroyRef).onDestroy(() => this.channel.close());
  }

  private async catchUp(): Promise<void> {
    const before = this.session.user()?.id;
    // Somebody signed out elsewhere: this screen stays until it needs the server, and then asks.
    await this.session.refreshIfSignedIn().catch(() => undefined);
    const after = this.session.user()?.id;
    if (before !== undefined && after !== before) globalThis.location.reload();
  }
}

import { DestroyRef, Service, inject, signal } from '@angular/core';

/** The present in whole Unix seconds, for "5 minutes ago"; moves every 15 s. */
@Service()
export class Clock {
  readonly now = signal(Math.floor(Date.now() / 1000));

  constructor() {
    const timer = setInterval(() => this.now.set(Math.floor(Date.now() / 1000)), 15_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}

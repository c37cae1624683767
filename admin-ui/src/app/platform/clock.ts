import { DestroyRef, DOCUMENT, Service, inject, signal } from '@angular/core';

/** The present in whole Unix seconds, for "5 minutes ago"; moves every 15 s while somebody looks. */
@Service()
export class Clock {
  readonly now = signal(Math.floor(Date.now() / 1000));

  constructor() {
    const document = inject(DOCUMENT);
    const tick = () => {
      if (!document.hidden) this.now.set(Math.floor(Date.now() / 1000));
    };
    const timer = setInterval(tick, 15_000);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}

import { inject, Service } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import type { PushAddress } from './subscription-client';

/** The reader, or their browser, does not let this site show notifications. */
export class PushBlockedError extends Error {}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** The address at which this browser takes notifications. It has a small worker of its own that shows them and keeps nothing. */
@Service()
export class PushAddresses {
  private readonly store = inject(SnapshotStore);

  /** Browsers take notifications over safe connections alone, and some not at all. */
  isSupported(): boolean {
    return globalThis.isSecureContext && 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  }

  /**
   * Asks the reader, and the push service of the browser.
   * @param key of this installation, base64url   @throws PushBlockedError
   */
  async ask(key: () => Promise<string>): Promise<PushAddress> {
    // First of all: some browsers let a page ask only as an answer to a click.
    if ((await Notification.requestPermission()) !== 'granted') throw new PushBlockedError();
    const applicationServerKey = bytesOf(await key());
    const { pushManager } = await this.registration();
    // An address that was made for another key of this installation is of no use.
    await (await pushManager.getSubscription())?.unsubscribe();
    const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).toJSON();
    return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
  }

  /** Gives the address up. */
  async drop(): Promise<void> {
    if (!this.isSupported()) return;
    const registration = await navigator.serviceWorker.getRegistration(this.scope());
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
    await registration?.unregister();
  }

  private async registration(): Promise<ServiceWorkerRegistration> {
    const scope = this.scope();
    const registration = await navigator.serviceWorker.register(`${scope}push-worker.js`, { scope });
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (worker !== null && worker.state !== 'activated') {
      await new Promise<void>((resolve) => {
        worker.addEventListener('statechange', () =>
          worker.state === 'installing' || worker.state === 'installed' ? undefined : resolve(),
        );
      });
    }
    return registration;
  }

  private scope(): string {
    return `${this.store.site().basePath}/`;
  }
}

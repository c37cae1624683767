import { Service } from '@angular/core';

import type { ServerEvent } from './event-stream';

interface Membership {
  signal: AbortSignal;
  /** This tab has to hold the stream from now on. */
  lead: () => void;
  /** Another tab heard something; null is a heartbeat. */
  hear: (event: ServerEvent | null) => void;
}

/** The tabs of one browser that show the same thing: one holds the connection, the others listen to it. */
@Service()
export class TabGroup {
  private channel: BroadcastChannel | null = null;

  /** Belongs to the group of `name` until the signal aborts. Where browsers lack locks or channels every tab leads. */
  join(name: string, { signal, lead, hear }: Membership): void {
    if (typeof navigator.locks === 'undefined' || typeof BroadcastChannel === 'undefined') return lead();
    const channel = new BroadcastChannel(`clarion ${name}`);
    channel.onmessage = ({ data }: MessageEvent<ServerEvent | null>) => hear(data);
    this.channel = channel;
    signal.addEventListener('abort', () => {
      channel.close();
      this.channel = null;
    });
    const untilAborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    // A lock that is no longer wanted rejects; nobody waits for it then.
    navigator.locks
      .request(`clarion ${name}`, { signal }, () => {
        lead();
        return untilAborted;
      })
      .catch(() => undefined);
  }

  tell(event: ServerEvent | null): void {
    this.channel?.postMessage(event);
  }
}

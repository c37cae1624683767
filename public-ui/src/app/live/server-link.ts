import { Service } from '@angular/core';

import { readEventStream, type StreamOptions } from './event-stream';

/** The network, as thin as it gets: what tests replace. */
@Service()
export class ServerLink {
  fetch(url: string, init?: RequestInit): Promise<Response> {
    return fetch(url, init);
  }

  stream(url: string, options: StreamOptions): Promise<void> {
    return readEventStream(url, options);
  }
}

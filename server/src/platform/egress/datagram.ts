import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { EgressError } from './egress-error.js';

/** One question by UDP, and how its answer is told from other packets. */
export interface DatagramExchange {
  readonly payload: Uint8Array;
  /** @returns true for the packet that was waited for */
  readonly accepts: (packet: Buffer) => boolean;
}

/** A packet that got lost is sent again after this, ms. */
const AGAIN_MS = 1_000;

/**
 * Sends a datagram to an address that was checked, again every second, until the answer comes. Packets of anybody else never arrive: the
 * socket is connected.
 * @throws EgressError
 */
export function exchangeDatagram(
  address: string,
  port: number,
  { payload, accepts }: DatagramExchange,
  signal: AbortSignal,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    let timer: NodeJS.Timeout | undefined;
    const done = (outcome: Buffer | EgressError): void => {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      // A late error of a socket nobody wants any more must neither end the process nor end this a second time.
      socket.removeAllListeners().on('error', () => undefined);
      socket.close();
      if (outcome instanceof EgressError) reject(outcome);
      else resolve(outcome);
    };
    const onAbort = (): void => done(new EgressError('timeout', 'no answer in time', 'first byte'));
    const onError = (cause: Error): void => {
      const isRefused = (cause as NodeJS.ErrnoException).code === 'ECONNREFUSED';
      done(new EgressError('connect', isRefused ? 'connection refused' : 'the packet could not be sent', 'connect', { cause }));
    };
    // Without a callback, what goes wrong is an event.
    const send = (): void => socket.send(payload);
    socket
      .once('connect', () => {
        send();
        timer = setInterval(send, AGAIN_MS);
      })
      .once('error', onError)
      .on('message', (packet) => {
        if (accepts(packet)) done(packet);
      });
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.connect(port, address);
  });
}

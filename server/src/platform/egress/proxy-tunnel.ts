import { isIPv6, type Socket } from 'node:net';
import { EgressError } from './egress-error.js';

/** Bytes of a proxy's answer before it is nobody's honest one. */
const HEAD_LIMIT = 8 * 1024;
const HEAD_END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.[01] (\d{3})\b/;

export interface Tunnel {
  /** The address that was checked: a proxy is not asked to look a name up. */
  readonly address: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/**
 * Asks an HTTP proxy for a connection to an address; afterwards the socket speaks to that. On any other outcome the socket is gone.
 * @throws EgressError   @see RFC 9110 §9.3.6
 */
export function openTunnel(socket: Socket, { address, port, authorization }: Tunnel, limitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const done = (error?: EgressError): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('readable', onReadable).off('error', onLost).off('close', onLost);
      if (error === undefined) return resolve();
      // A late error of a socket nobody wants any more must not end the process.
      socket.on('error', () => undefined);
      socket.destroy();
      reject(error);
    };
    const onReadable = (): void => {
      for (let chunk: unknown = socket.read(); chunk !== null; chunk = socket.read()) {
        head = Buffer.concat([head, chunk as Buffer]);
        const end = head.indexOf(HEAD_END);
        if (end >= 0) {
          const rest = head.subarray(end + HEAD_END.length);
          if (rest.length > 0) socket.unshift(rest);
          return done(refusal(head.subarray(0, end).toString('latin1')));
        }
        if (head.length > HEAD_LIMIT) return done(new EgressError('connect', 'the proxy does not speak HTTP', 'connect'));
      }
    };
    const onLost = (): void => done(new EgressError('connect', 'the proxy closed the connection', 'connect'));
    const onAbort = (): void => done(new EgressError('timeout', 'the proxy did not answer', 'connect'));
    const timer = setTimeout(onAbort, Math.max(1, limitMs));
    socket.on('readable', onReadable).once('error', onLost).once('close', onLost);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const place = `${isIPv6(address) ? `[${address}]` : address}:${port}`;
    const credentials = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
    socket.write(`CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n${credentials}\r\n`);
  });
}

function refusal(head: string): EgressError | undefined {
  const [, status] = STATUS.exec(head) ?? [];
  if (status === undefined) return new EgressError('connect', 'the proxy does not speak HTTP', 'connect');
  return status.startsWith('2') ? undefined : new EgressError('connect', `the proxy answered ${status}`, 'connect');
}

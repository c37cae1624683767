import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_SECRET, demoMonitors } from './scenario.js';

/** How long the two troubles of the story go on after the start, ms. */
const TROUBLE_MS = 20 * 60_000;
const SIGNAL_MS = 60_000;

/** Answers for the sample services: each with its own latency; what is in trouble in the story stays so for a while. */
export class DemoTarget {
  private readonly server: Server;
  private readonly since = performance.now();
  private signals: NodeJS.Timeout | undefined;
  private readonly services = new Map(
    demoMonitors().map(({ tag, latency, troubles }) => [
      tag,
      { latency, lasting: troubles.find((trouble) => trouble.startedAgo < trouble.minutes) },
    ]),
  );

  constructor() {
    this.server = createServer((request, response) => {
      const tag = (request.url ?? '/').slice(1).replace(/-\d+$/, '');
      const service = this.services.get(tag);
      const isInTrouble = service?.lasting !== undefined && performance.now() - this.since < TROUBLE_MS;
      const delay = (service?.latency.base ?? 20) * (0.9 + Math.random() * 0.2) * (isInTrouble ? service.lasting!.slowdown : 1);
      const status = isInTrouble && service.lasting!.status === 'DOWN' ? 503 : 200;
      setTimeout(
        () => response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 200 ? 'ok' : 'out of order'),
        delay,
      ).unref();
    });
  }

  /** @param port 0 takes a free one @returns the port in use */
  async listen(port: number): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Sends what the sample heartbeats wait for, each minute. A server that does not listen yet misses one. */
  sendSignals(serverUrl: string): void {
    const tags = demoMonitors().flatMap(({ tag, type }) => (type === 'HEARTBEAT' ? [tag] : []));
    const send = (): void => {
      for (const tag of tags)
        request(`${serverUrl}/ext/heartbeat/${tag}/${DEMO_SECRET}`, { method: 'POST' })
          .on('error', () => undefined)
          .end();
    };
    send();
    this.signals = setInterval(send, SIGNAL_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.signals);
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

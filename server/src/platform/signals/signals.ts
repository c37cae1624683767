import { SIGNALS, type SignalChannel } from '@clarion/contract';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from 'pg';
import { type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';
import { Log } from '../logging/log.js';

/** A lost signal costs at most this, ms. @see reliability REL-34 */
const POLL_MS = 5000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
const KEEP_ALIVE_MS = 10_000;

export type SignalListener = (payload: string) => void;

/** Short messages between replicas over a connection of its own. A signal is a hint: whoever listens also looks by itself. */
@Injectable()
export class Signals implements OnApplicationBootstrap {
  private readonly listeners = new Map<SignalChannel, Set<SignalListener>>();
  private readonly pollers = new Set<() => void>();
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private poll: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly database: Database,
    lifecycle: Lifecycle,
    private readonly log: Log,
  ) {
    lifecycle.onStop('connections', 'signals', () => this.close());
  }

  onApplicationBootstrap(): void {
    this.poll = setInterval(() => this.pollers.forEach((look) => look()), POLL_MS);
    this.poll.unref();
    void this.database.whenReady().then(() => this.connect(FIRST_PAUSE_MS));
  }

  /** True while signals arrive as they are sent. */
  get isListening(): boolean {
    return this.client !== undefined;
  }

  /** @returns a function that ends it */
  on(channel: SignalChannel, listener: SignalListener): () => void {
    const known = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, known.add(listener));
    return () => void known.delete(listener);
  }

  /** Calls `look` every 5 s and after every reconnection: what a lost signal would have said. @returns a function that ends it */
  onPoll(look: () => void): () => void {
    this.pollers.add(look);
    return () => void this.pollers.delete(look);
  }

  /** Sends with the transaction: nobody hears of what was rolled back. @param payload short: ids and versions, no facts */
  async notify(tx: EntityManager, channel: SignalChannel, payload = ''): Promise<void> {
    await tx.query('SELECT pg_notify($1, $2)', [channel, payload]);
  }

  private async connect(pauseMs: number): Promise<void> {
    if (this.isClosed) return;
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: 'clarion signals',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: LONGEST_PAUSE_MS,
    });
    let isDown = false;
    const again = (error?: unknown): void => {
      if (isDown) return;
      isDown = true;
      if (this.client === client) this.client = undefined;
      client.end().catch(() => undefined);
      if (this.isClosed) return;
      this.log.warn('signals are interrupted, polling meanwhile', { error });
      this.retry = setTimeout(() => void this.connect(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)), pauseMs);
      this.retry.unref();
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', ({ channel, payload }) => this.tell(channel as SignalChannel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of Object.values(SIGNALS)) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      again(error);
      return;
    }
    if (this.isClosed) {
      await client.end();
      return;
    }
    this.client = client;
    this.pollers.forEach((look) => look());
  }

  private tell(channel: SignalChannel, payload: string): void {
    for (const listener of this.listeners.get(channel) ?? []) {
      try {
        listener(payload);
      } catch (error) {
        this.log.error('a signal listener failed', { code: channel, error });
      }
    }
  }

  private async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.poll);
    clearTimeout(this.retry);
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }
}

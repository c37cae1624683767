import type { ServerResponse } from 'node:http';
import type { PageSnapshot } from '@clarion/contract';
import { idOf, type PageKey } from '../copies/copy-key.js';
import type { Copied } from '../copies/copy-entries.js';
import type { PageCopies } from '../copies/page-copies.js';
import { PageChannel, type Listener } from './page-channel.js';

export interface PageStreamsOptions {
  copies: Pick<PageCopies, 'snapshot' | 'watch'>;
  /** Unix seconds. */
  now: () => number;
  /** Streams of one client. @see reliability SEC-68 */
  perClient?: number;
  /** Streams of this process. */
  perProcess?: number;
  /** Bytes that may wait for a slow reader; then its stream ends. */
  maxWaitingBytes?: number;
}

const PER_CLIENT = 200;
const PER_PROCESS = 20_000;
const MAX_WAITING_BYTES = 256 * 1024;
/** A comment this often keeps proxies from closing a quiet stream, and tells the reader that the line is alive, ms. */
const SIGN_OF_LIFE_MS = 15_000;
const SIGN_OF_LIFE = ': \n\n';
/** Readers of a server that stops come back within this time, spread out, ms. */
const COME_BACK_MS = 10_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
};

/** No more streams: of this client, or of this process. */
export class TooManyStreamsError extends Error {
  override readonly name = 'TooManyStreamsError';
}

interface Open {
  channel: PageChannel;
  endWatch: () => void;
}

/** One reader's open answer. */
class Stream implements Listener {
  constructor(
    private readonly response: ServerResponse,
    private readonly maxWaitingBytes: number,
  ) {}

  write(text: string): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    this.response.write(text);
    // A reader that does not read costs memory; it comes back and goes on from what it holds.
    if (this.response.writableLength > this.maxWaitingBytes) this.response.destroy();
  }

  end(text: string): void {
    this.write(text);
    this.response.end();
  }
}

/** Open streams of pages, one channel for each page, zone and language that is read. @see ux A8 */
export class PageStreams {
  private readonly channels = new Map<string, Promise<Open | null>>();
  private readonly streams = new Set<Stream>();
  private readonly byClient = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private isStopping = false;

  constructor(private readonly options: PageStreamsOptions) {
    this.timer = setInterval(() => this.streams.forEach((stream) => stream.write(SIGN_OF_LIFE)), SIGN_OF_LIFE_MS);
    this.timer.unref();
  }

  get size(): number {
    return this.streams.size;
  }

  /**
   * Makes an answer a stream. Nothing is written before it is one.
   * @param client key of who asks
   * @returns false when there is no such page   @throws TooManyStreamsError, and whatever making the snapshot throws
   */
  async open(
    key: PageKey,
    client: string,
    lastEventId: string | undefined,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const mine = this.byClient.get(client) ?? 0;
    const isFull = this.streams.size >= (this.options.perProcess ?? PER_PROCESS) || mine >= (this.options.perClient ?? PER_CLIENT);
    if (isFull || this.isStopping) throw new TooManyStreamsError('Too many streams');
    // Counted before anything is awaited, or a burst would slip through together.
    this.byClient.set(client, mine + 1);
    const stream = new Stream(response, this.options.maxWaitingBytes ?? MAX_WAITING_BYTES);
    let channel: PageChannel | null = null;
    const leave = (): void => {
      this.streams.delete(stream);
      this.forget(client);
      if (channel !== null) this.leave(idOf(key), channel, stream);
    };
    try {
      const open = await this.openChannelOf(key);
      if (open === null || response.destroyed) {
        leave();
        return response.destroyed;
      }
      channel = open.channel;
    } catch (error) {
      leave();
      throw error;
    }
    this.streams.add(stream);
    response.once('close', leave);
    response.writeHead(200, { ...headers, ...HEADERS });
    channel.join(stream, lastEventId, this.options.now());
    return true;
  }

  /** Ends all streams and takes no more; readers come back one after the other. */
  stop(): void {
    this.isStopping = true;
    clearInterval(this.timer);
    for (const stream of this.streams) stream.end(`retry: ${Math.ceil(1_000 + Math.random() * (COME_BACK_MS - 1_000))}\n\n`);
  }

  private forget(client: string): void {
    const left = (this.byClient.get(client) ?? 1) - 1;
    if (left <= 0) this.byClient.delete(client);
    else this.byClient.set(client, left);
  }

  /** A channel that nobody closed while it was waited for. */
  private async openChannelOf(key: PageKey): Promise<Open | null> {
    for (;;) {
      const opening = this.channelOf(key);
      const open = await opening;
      if (open === null || this.channels.get(idOf(key)) === opening) return open;
    }
  }

  private channelOf(key: PageKey): Promise<Open | null> {
    const id = idOf(key);
    const known = this.channels.get(id);
    if (known !== undefined) return known;
    const opening = this.openChannel(key, id);
    this.channels.set(id, opening);
    opening.then(
      (open) => open === null && this.channels.delete(id),
      () => this.channels.delete(id),
    );
    return opening;
  }

  private async openChannel(key: PageKey, id: string): Promise<Open | null> {
    let channel: PageChannel | null = null;
    const take = (after: Copied | null): void => {
      if (after === null) this.closeChannel(id);
      else if (after.kind === 'page') channel?.publish(after);
    };
    const endWatch = this.options.copies.watch(key, take);
    try {
      const snapshot = await this.options.copies.snapshot(key);
      if (snapshot === null) {
        endWatch();
        return null;
      }
      channel = new PageChannel(snapshot as PageSnapshot);
      return { channel, endWatch };
    } catch (error) {
      endWatch();
      throw error;
    }
  }

  private leave(id: string, channel: PageChannel, stream: Stream): void {
    channel.leave(stream);
    if (channel.size > 0) return;
    const opening = this.channels.get(id);
    void opening?.then((open) => {
      if (open?.channel !== channel || channel.size > 0) return;
      open.endWatch();
      this.channels.delete(id);
    });
  }

  /** The page is gone: readers are sent to read it anew, and find that out. */
  private closeChannel(id: string): void {
    const opening = this.channels.get(id);
    this.channels.delete(id);
    void opening?.then((open) => {
      open?.endWatch();
      open?.channel.send('event: reload\ndata: {}\n\n');
    });
  }
}

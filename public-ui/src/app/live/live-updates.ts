import { STREAM_EVENTS, type StreamDelta, type StreamHello } from '@clarion/contract';
import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { backOff } from './back-off';
import type { ServerEvent } from './event-stream';
import { Freshness } from './freshness';
import { ServerLink } from './server-link';
import { SnapshotSource } from './snapshot-source';
import { TabGroup } from './tab-group';

/** A heartbeat comes every 15 s; a line silent for three of them is dead, whatever the browser believes. */
const SILENCE = 45_000;
const HIDDEN_LIMIT = 300_000;
const POLL_EVERY = 60;

/**
 * Keeps the page true. One tab of a browser holds the stream and tells the others; without a stream the snapshot is asked for once a minute. It lives
 * in the browser only: `start` is called after the first render, `follow` when the page has nothing better to do.
 */
@Service()
export class LiveUpdates {
  private readonly store = inject(SnapshotStore);
  private readonly source = inject(SnapshotSource);
  private readonly freshness = inject(Freshness);
  private readonly link = inject(ServerLink);
  private readonly tabs = inject(TabGroup);
  private readonly document = inject(DOCUMENT);
  private readonly destroyed = inject(DestroyRef);

  /** Events changed that this page lists; it shows them when the reader asks. */
  readonly hasNews = signal(false);

  private session: AbortController | null = null;
  private sessionUrl: string | null = null;
  private line: AbortController | null = null;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  /** Begins to count how old the page is. */
  start(): void {
    const window = this.document.defaultView!;
    const clock = setInterval(() => this.tick(), 1_000);
    const ends = new AbortController();
    const on = (target: EventTarget, type: string, act: () => void): void => target.addEventListener(type, act, { signal: ends.signal });
    on(window, 'online', () => this.goOnline());
    on(window, 'offline', () => this.goOffline());
    on(this.document, 'visibilitychange', () => (this.document.hidden ? this.hide() : this.show()));
    this.destroyed.onDestroy(() => {
      ends.abort();
      clearInterval(clock);
      clearTimeout(this.hiddenTimer);
      this.close();
    });
    this.freshness.isOnline.set(window.navigator.onLine);
    this.freshness.tick();
  }

  /** Begins to ask for what is new. */
  follow(): void {
    this.open();
  }

  /** The visitor's own "Retry now". */
  async retry(): Promise<void> {
    await this.source.refresh();
    if (this.session && !this.freshness.isConnected()) this.connectNow();
  }

  private tick(): void {
    if (this.document.hidden) return;
    this.freshness.tick();
    if (this.session && this.sessionUrl !== this.address()) {
      // Another zone or language was chosen: rows come in its days and words.
      this.close();
      this.open();
    }
    const snapshot = this.store.snapshot();
    const midnight = snapshot.kind === 'page' || snapshot.kind === 'monitor' ? snapshot.dayStarts.at(-1) : undefined;
    const now = this.freshness.now() ?? 0;
    // A new day moves every bar by one; the check is repeated each minute until the server agrees that the day is over.
    if (midnight !== undefined && now >= midnight && (now - midnight) % POLL_EVERY === 0) void this.source.refresh();
  }

  private open(): void {
    const url = this.address();
    if (this.session || !url || !this.freshness.isOnline()) return;
    const session = new AbortController();
    this.session = session;
    this.sessionUrl = url;
    this.tabs.join(url, {
      signal: session.signal,
      lead: () => this.connectNow(),
      hear: (event) => this.take(event),
    });
  }

  private close(): void {
    this.session?.abort();
    this.session = null;
    this.line?.abort();
    this.line = null;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.freshness.isConnected.set(false);
    this.freshness.retryAt.set(null);
  }

  private connectNow(): void {
    clearTimeout(this.retryTimer);
    this.freshness.retryAt.set(null);
    void this.connect();
  }

  private async connect(): Promise<void> {
    const url = this.address();
    const session = this.session;
    if (!url || !session) return;
    this.line?.abort();
    const line = new AbortController();
    this.line = line;
    this.listenForSilence(line);
    const emit = (event: ServerEvent | null): void => {
      if (line.signal.aborted) return;
      this.listenForSilence(line);
      this.failures = 0;
      this.tabs.tell(event);
      this.take(event);
    };
    await this.link.stream(url, { lastEventId: this.store.newest().version, signal: line.signal, emit }).catch(() => undefined);
    clearTimeout(this.silenceTimer);
    if (this.session === session && this.line === line) this.plan();
  }

  private plan(): void {
    this.freshness.isConnected.set(false);
    this.failures += 1;
    const wait = backOff(this.failures - 1);
    const now = this.freshness.now() ?? 0;
    this.freshness.retryAt.set(now + wait);
    this.retryTimer = setTimeout(() => this.connectNow(), wait * 1_000);
    if (now - this.freshness.confirmedAt() >= POLL_EVERY) void this.source.refresh();
  }

  private listenForSilence(line: AbortController): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => line.abort(), SILENCE);
  }

  private take(event: ServerEvent | null): void {
    this.freshness.isConnected.set(true);
    this.freshness.retryAt.set(null);
    switch (event?.name) {
      case STREAM_EVENTS.hello: {
        const hello = JSON.parse(event.data) as StreamHello;
        this.freshness.synchronise(hello.now);
        const snapshot = this.store.newest();
        if (snapshot.kind === 'page' && hello.version !== snapshot.version) void this.source.refresh();
        break;
      }
      case STREAM_EVENTS.delta:
        this.apply(JSON.parse(event.data) as StreamDelta);
        break;
      case STREAM_EVENTS.reload:
        void this.source.refresh();
        break;
      case undefined: // A heartbeat says only that the line is alive.
        break;
    }
    this.freshness.confirm();
  }

  private apply(delta: StreamDelta): void {
    if (delta.generatedAt < this.store.newest().generatedAt) return;
    const isAboutStatus = this.store.apply(delta);
    // A monitor's own page shows more than a row has: windows, chart, periods.
    const { kind } = this.store.snapshot();
    if (isAboutStatus && kind === 'monitor') void this.source.refresh();
    if (delta.events === undefined) return;
    if (kind === 'incident' || kind === 'maintenance') void this.source.refresh();
    // Rows of a list come and go: not before the reader wants it.
    if (kind === 'maintenances' || kind === 'calendar') this.hasNews.set(true);
  }

  /** The reader wants to see what changed. */
  async showNews(): Promise<void> {
    if (await this.source.refresh()) this.hasNews.set(false);
  }

  private hide(): void {
    this.hiddenTimer = setTimeout(() => this.close(), HIDDEN_LIMIT);
  }

  private show(): void {
    clearTimeout(this.hiddenTimer);
    this.freshness.tick();
    if (this.session) return;
    void this.source.refresh();
    this.open();
  }

  private goOnline(): void {
    this.freshness.isOnline.set(true);
    this.failures = 0;
    void this.source.refresh();
    this.open();
  }

  private goOffline(): void {
    this.freshness.isOnline.set(false);
    this.close();
  }

  /** A page about one thing follows the stream of a status page that shows it, and fetches its own snapshot when something happens there. */
  private address(): string | null {
    const snapshot = this.store.newest();
    const followed = snapshot.kind === 'page' ? snapshot.page.path : snapshot.kind === 'not-found' ? null : snapshot.pagePath;
    if (followed === null) return null;
    const path = followed || '~home';
    const query = new URLSearchParams({ tz: snapshot.timeZone, lang: snapshot.locale });
    return `${snapshot.site.basePath}/api/v4/public/pages/${encodeURIComponent(path)}/stream?${query}`;
  }
}

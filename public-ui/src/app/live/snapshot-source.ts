import type { EventPageSnapshot, LatencyRange, MonitorPageSnapshot, Snapshot } from '@clarion/contract';
import { inject, Service } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Dictionaries } from '../text/dictionaries';
import { Freshness } from './freshness';
import { ServerLink } from './server-link';

/** What may differ from the snapshot on the screen. `day: null` closes the day. */
export interface Wish {
  timeZone?: string;
  locale?: string;
  day?: string | null;
  range?: LatencyRange;
  /** Days of bars; null = all there are. */
  days?: number | null;
}

/** Fetches whole snapshots: another zone, another day, or the same again if it changed. */
@Service()
export class SnapshotSource {
  private readonly store = inject(SnapshotStore);
  private readonly freshness = inject(Freshness);
  private readonly link = inject(ServerLink);
  private readonly dictionaries = inject(Dictionaries);

  private known = { url: '', etag: '' };
  private running: AbortController | null = null;

  /** @returns whether the server answered; then the page shows what it said. A later call ends an earlier one. */
  async refresh(wish: Wish = {}): Promise<boolean> {
    const url = this.address(wish);
    if (!url) return false;
    this.running?.abort();
    const own = new AbortController();
    this.running = own;
    try {
      const headers = {
        accept: 'application/json',
        ...(this.known.url === url && this.known.etag ? { 'if-none-match': this.known.etag } : {}),
      };
      const response = await this.link.fetch(url, { headers, signal: own.signal, cache: 'no-store' });
      this.freshness.synchronise(Date.parse(response.headers.get('date') ?? '') / 1_000);
      if (response.status === 304) {
        this.freshness.confirm();
        return true;
      }
      if (!response.ok) return false;
      const snapshot = (await response.json()) as Snapshot;
      if (own.signal.aborted || !(await this.dictionaries.ensure(snapshot.locale, snapshot)) || own.signal.aborted) return false;
      this.known = { url, etag: response.headers.get('etag') ?? '' };
      this.store.replace(snapshot);
      this.freshness.confirm();
      return true;
    } catch {
      return false;
    } finally {
      if (this.running === own) this.running = null;
    }
  }

  private address(wish: Wish): string | null {
    const snapshot = this.store.snapshot();
    const query = new URLSearchParams({ tz: wish.timeZone ?? snapshot.timeZone, lang: wish.locale ?? snapshot.locale });
    const api = `${snapshot.site.basePath}/api/v4/public`;
    switch (snapshot.kind) {
      case 'page':
        return `${api}/pages/${encodeURIComponent(snapshot.page.path || '~home')}/snapshot?${query}`;
      case 'monitor': {
        const day = wish.day === undefined ? snapshot.day?.date : wish.day;
        if (day) query.set('day', day);
        query.set('range', wish.range ?? snapshot.latency.range);
        const days = wish.days === undefined ? chosenDays(snapshot) : wish.days;
        if (days !== null) query.set('days', String(days));
        if (snapshot.isOfPage) query.set('page_path', snapshot.pagePath || '~home');
        return `${api}/monitors/${encodeURIComponent(snapshot.monitor.tag)}/snapshot?${query}`;
      }
      case 'not-found':
        return null;
      default:
        if (snapshot.isOfPage) query.set('page_path', snapshot.pagePath || '~home');
        return `${api}/${eventPath(snapshot, query)}/snapshot?${query}`;
    }
  }
}

/** Days of bars that a monitor's page shows by choice; null = all there are. */
export const chosenDays = ({ monitor, barRanges }: MonitorPageSnapshot): number | null => {
  const { length } = monitor.days;
  return barRanges === undefined || length === barRanges[0] ? null : length;
};

/** Where the data of a page about events lies; what belongs into the query is added there. */
const eventPath = (snapshot: EventPageSnapshot, query: URLSearchParams): string => {
  switch (snapshot.kind) {
    case 'incident':
      return `incidents/${snapshot.incident.id}`;
    case 'maintenance':
      return `maintenances/${snapshot.maintenance.eventId}`;
    case 'calendar':
      return `events/${snapshot.month}`;
    case 'maintenances': {
      const { page, ...filter } = snapshot.filter;
      for (const [name, value] of Object.entries(filter)) if (value !== null) query.set(name, value);
      if (page > 1) query.set('page', String(page));
      return 'maintenances';
    }
  }
};

import type { EventPageSnapshot, MonitorSnapshot, Snapshot, StreamDelta } from '@clarion/contract';
import { computed, inject, Service, signal } from '@angular/core';

import { INITIAL_SNAPSHOT } from './snapshot-state';

/** Name of the one late block of a monitor's page. */
export const MONITOR_BLOCK = 'monitor';
/** The same of a page about events. */
export const EVENT_BLOCK = 'event';
/** Blocks of a status page besides its sections, which have ids of their own. */
export const INCIDENTS_BLOCK = '~events';
export const PAST_BLOCK = '~past';

export const isEventPage = (snapshot: Snapshot): snapshot is EventPageSnapshot =>
  snapshot.kind === 'incident' || snapshot.kind === 'maintenance' || snapshot.kind === 'maintenances' || snapshot.kind === 'calendar';

/** Blocks of the HTML that become components late, when they come into view. */
const lateBlocks = (snapshot: Snapshot): string[] => {
  if (snapshot.kind === 'page') {
    const hasEvents = snapshot.incidents.length + snapshot.maintenances.length > 0;
    return [
      ...snapshot.sections.map(({ id }) => id),
      ...(hasEvents ? [INCIDENTS_BLOCK] : []),
      ...(snapshot.pastDays.length > 0 ? [PAST_BLOCK] : []),
    ];
  }
  return snapshot.kind === 'monitor' ? [MONITOR_BLOCK] : isEventPage(snapshot) ? [EVENT_BLOCK] : [];
};

/**
 * What the page shows. Deltas replace only the monitors they name, so that every other row keeps its object and is not drawn again.
 *
 * A block that is still plain markup must become components over the very data it was drawn from, or markup and components disagree for good.
 * So news first wakes every block, and is shown once the last one is awake.
 */
@Service()
export class SnapshotStore {
  private readonly current = signal<Snapshot>(inject(INITIAL_SNAPSHOT));
  private readonly wanted = signal(false);
  private readonly asleep = new Set(lateBlocks(this.current()));
  private pending: Snapshot | null = null;

  readonly snapshot = this.current.asReadonly();
  readonly site = computed(() => this.current().site);
  readonly banner = computed(() => this.current().banner);
  readonly locale = computed(() => this.current().locale);
  readonly timeZone = computed(() => this.current().timeZone);
  /** Address below which events are read: those of a page stay on it. */
  readonly eventBase = computed(() => below(this.current(), pathOfPage(this.current())));
  /** Address below which monitors are read: where pages know nothing of each other they stay on theirs too. */
  readonly monitorBase = computed(() => {
    const snapshot = this.current();
    const isOfPage = snapshot.site.isApart || (snapshot.kind === 'monitor' && snapshot.isOfPage);
    return `${below(snapshot, isOfPage ? pathOfPage(snapshot) : '')}/monitors`;
  });
  /** The status page around what is shown. */
  readonly pageHome = computed(() => {
    const path = pathOfPage(this.current());
    return path === '' ? `${this.current().site.basePath}/` : below(this.current(), path);
  });
  readonly monitors = computed<readonly MonitorSnapshot[]>(() => {
    const snapshot = this.current();
    if (snapshot.kind === 'page') return snapshot.monitors;
    return snapshot.kind === 'monitor' ? [snapshot.monitor] : [];
  });
  /** There is news: blocks that are still plain markup shall wake. */
  readonly isWakeWanted = this.wanted.asReadonly();

  /** The newest there is: what blocks that are still plain markup keep off the page is known already. */
  newest(): Snapshot {
    return this.pending ?? this.current();
  }

  /** A block has become components and is drawn. */
  awoke(block: string): void {
    this.asleep.delete(block);
    this.show();
  }

  replace(snapshot: Snapshot): void {
    this.pending = snapshot;
    this.wanted.set(true);
    this.show();
  }

  /** @returns whether a monitor of this page got a new row, and not just a newer check */
  apply(delta: StreamDelta): boolean {
    const snapshot = this.newest();
    const { version, generatedAt, freshness, delayedSince, banner } = delta;
    if (snapshot.kind === 'not-found') return false;
    if (snapshot.kind === 'page') {
      const monitors = snapshot.monitors.map((monitor) => patch(monitor, delta));
      const events = delta.events && { justResolved: [], ...delta.events };
      this.replace({ ...snapshot, version, generatedAt, freshness, delayedSince, banner, monitors, ...events });
      return delta.monitors.length > 0;
    }
    if (isEventPage(snapshot)) {
      this.replace({ ...snapshot, generatedAt, freshness, delayedSince, banner });
      return false;
    }
    // The delta's headline and freshness speak of the whole page it comes from, not of this monitor.
    const monitor = { ...snapshot.monitor, ...patch(snapshot.monitor, delta) };
    this.replace({ ...snapshot, generatedAt, monitor });
    return delta.monitors.some(({ tag }) => tag === monitor.tag);
  }

  private show(): void {
    if (this.asleep.size > 0 || !this.pending) return;
    this.current.set(this.pending);
    this.pending = null;
  }
}

/** Path of the status page that something is read on, empty = home or none. */
const pathOfPage = (snapshot: Snapshot): string => {
  if (snapshot.kind === 'page') return snapshot.page.path;
  if (snapshot.kind === 'not-found' || !snapshot.isOfPage) return '';
  return snapshot.pagePath ?? '';
};
const below = ({ site }: Snapshot, path: string): string => `${site.basePath}${path === '' ? '' : `/${path}`}`;

/** The same object when nothing is said about it. */
const patch = (monitor: MonitorSnapshot, { monitors, readings = [] }: StreamDelta): MonitorSnapshot => {
  const whole = monitors.find(({ tag }) => tag === monitor.tag);
  if (whole) return whole;
  const reading = readings.find(([tag]) => tag === monitor.tag);
  return reading ? { ...monitor, lastCheckedAt: reading[1], latencyMs: reading[2] } : monitor;
};

import type { IncidentSnapshot, MaintenanceSnapshot, PageEvents, PastDaySnapshot, PastEventSnapshot } from '@clarion/contract';
import { computed, inject, Service, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';

/** An incident in its place on the page, where it stays after it is over. */
export interface ShownIncident extends IncidentSnapshot {
  /** The server does not tell of it any more. */
  isGone: boolean;
}

interface Accepted extends PageEvents {
  timeZone: string;
}

const NOTHING: PageEvents = { incidents: [], maintenances: [], pastDays: [] };

/** What makes the past taller or shorter; its words may change. */
const shapeOf = (days: readonly PastDaySnapshot[]): string =>
  JSON.stringify(days.map(({ date, events, ongoing, hasMore }) => [date, events.map(({ kind, id }) => [kind, id]), ongoing > 0, hasMore]));

/**
 * The event blocks of a status page as its reader accepted them: what is on the page changes its words only, what is new waits until it is asked
 * for, and what is over stays in place until the next visit. @see ux A8
 */
@Service()
export class ShownEvents {
  private readonly store = inject(SnapshotStore);

  private readonly current = computed<Accepted>(() => {
    const snapshot = this.store.snapshot();
    return { ...(snapshot.kind === 'page' ? snapshot : NOTHING), timeZone: snapshot.timeZone };
  });
  private readonly accepted = signal<Accepted>(this.current());

  private readonly past = computed(() => this.current().pastDays.flatMap(({ events }) => events));

  readonly incidents = computed<readonly ShownIncident[]>(() => {
    // One that has just ended comes with its last words.
    const current = [...this.current().incidents, ...(this.current().justResolved ?? [])];
    return this.accepted().incidents.map((old) => {
      const now = current.find(({ id }) => id === old.id);
      return now ? { ...now, isGone: false } : over(old, this.pastOf('incident', old.id));
    });
  });
  readonly maintenances = computed<readonly MaintenanceSnapshot[]>(() => {
    const current = this.current().maintenances;
    return this.accepted().maintenances.map((old) => {
      const now = current.find(({ eventId }) => eventId === old.eventId);
      if (now) return now;
      const done = this.pastOf('maintenance', old.eventId);
      return { ...old, status: done ? 'COMPLETED' : 'CANCELLED', to: done?.to ?? old.to, moreCount: 0 };
    });
  });
  readonly pastDays = computed<readonly PastDaySnapshot[]>(() => {
    const [now, then] = [this.current(), this.accepted()];
    const isSame = now.timeZone !== then.timeZone || shapeOf(now.pastDays) === shapeOf(then.pastDays);
    return isSame ? now.pastDays : then.pastDays;
  });

  readonly newIncidents = computed(() => {
    const known = new Set(this.accepted().incidents.map(({ id }) => id));
    return this.current().incidents.filter(({ id }) => !known.has(id)).length;
  });
  readonly newMaintenances = computed(() => {
    const known = new Set(this.accepted().maintenances.map(({ eventId }) => eventId));
    return this.current().maintenances.filter(({ eventId }) => !known.has(eventId)).length;
  });

  /** The reader asked for what is new. */
  show(): void {
    this.accepted.set(this.current());
  }

  private pastOf(kind: PastEventSnapshot['kind'], id: number): PastEventSnapshot | undefined {
    return this.past().find((event) => event.kind === kind && event.id === id);
  }
}

const over = (old: IncidentSnapshot, past: PastEventSnapshot | undefined): ShownIncident => ({
  ...old,
  state: 'RESOLVED',
  to: past?.to ?? old.updatedAt,
  nextUpdateAt: null,
  isGone: past === undefined,
});

import type { AffectedSnapshot, IncidentSnapshot, MaintenanceSnapshot, PlannedMaintenanceSnapshot, Status } from '@clarion/contract';
import { formatSchedule, MAINTENANCE_WORDS, STATUS_WORDS } from '@clarion/i18n';
import { inject, Service } from '@angular/core';

import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { countdownOf } from './countdown';

const BY_WEIGHT = ['DOWN', 'DEGRADED', 'MAINTENANCE'] as const;

/** Colour and shape of an incident: the worst of what it does; one that names no service is a warning all the same. */
export const toneOf = ({ state, affected }: Pick<IncidentSnapshot, 'state' | 'affected'>): Status =>
  state === 'RESOLVED' ? 'UP' : (BY_WEIGHT.find((impact) => affected.some((each) => each.impact === impact)) ?? 'DEGRADED');

/** What pages say of incidents and maintenances, in one place, because several pages say it. */
@Service()
export class EventTexts {
  private readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly freshness = inject(Freshness);

  /** Present moment as far as the page knows it: what the server drew is read later than it was drawn. */
  now(): number {
    return this.freshness.now() ?? this.store.snapshot().generatedAt;
  }

  /** When more will be said, or since when that is overdue; empty without a promise. */
  promise({ nextUpdateAt }: Pick<IncidentSnapshot, 'nextUpdateAt'>): string {
    if (nextUpdateAt === null) return '';
    const time = this.moment(nextUpdateAt);
    return this.texts.say(nextUpdateAt > this.now() ? 'incident.nextBy' : 'incident.overdue', { time });
  }

  /** How long an incident has lasted, or lasted. */
  age({ from, to }: Pick<IncidentSnapshot, 'from' | 'to'>): string {
    return this.texts.duration(Math.max(0, (to ?? this.now()) - from));
  }

  /** `14:05 UTC` today, with its day otherwise. */
  moment(at: number): string {
    return this.texts.date(at) === this.texts.date(this.now()) ? this.texts.zonedTime(at) : this.texts.dayTime(at);
  }

  /** `Sun 22 Nov, 03:00 – 04:00`. */
  window({ from, to }: Pick<MaintenanceSnapshot, 'from' | 'to'>): string {
    return this.texts.window(from, to);
  }

  /** The same on the clocks the maintenance follows, with their zone; empty where those show what the reader's do. */
  ownWindow({ from, to, schedule: { timeZone } }: PlannedMaintenanceSnapshot): string {
    const own = this.texts.windowIn(timeZone, from, to);
    return own === this.window({ from, to }) ? '' : `${own} ${timeZone}`;
  }

  /** `Every week on Sunday, 03:00–04:00 Europe/Berlin`. */
  schedule({ schedule }: PlannedMaintenanceSnapshot): string {
    return formatSchedule(this.store.locale(), schedule.words, schedule);
  }

  /** Empty when there is nothing to wait for, or nobody knows what time it is. */
  countdown(event: Pick<MaintenanceSnapshot, 'status' | 'from' | 'to'>): string {
    const countdown = countdownOf(event, this.freshness.now());
    if (countdown === null) return '';
    const { to, left } = countdown;
    if (left === 0) return this.texts.say(to === 'start' ? 'maintenance.starting' : 'maintenance.ending');
    const time = left < 3_600 ? this.texts.clock(left) : this.texts.duration(left);
    return this.texts.say(to === 'start' ? 'maintenance.startsIn' : 'maintenance.endsIn', { time });
  }

  impact({ impact }: AffectedSnapshot, kind: 'incident' | 'maintenance'): string {
    return this.texts.say(kind === 'maintenance' ? MAINTENANCE_WORDS[impact] : STATUS_WORDS[impact]);
  }

  href(kind: 'incident' | 'maintenance', id: number): string {
    return `${this.store.eventBase()}/${kind}s/${id}`;
  }
}

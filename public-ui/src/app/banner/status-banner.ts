import { INCIDENT_STATE_WORDS } from '@clarion/i18n';
import { Component, computed, inject } from '@angular/core';

import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { EventTexts } from '../events/event-texts';
import { headline } from './headline';

/** The answer to "is it broken", and how far it can be trusted. */
@Component({
  selector: 'app-status-banner',
  imports: [StatusIcon],
  templateUrl: './status-banner.html',
  host: { class: 'banner', '[attr.data-tone]': 'head().tone', '[attr.data-delayed]': "freshness.isDelayed() ? '' : null" },
})
export class StatusBanner {
  protected readonly texts = inject(Texts);
  protected readonly freshness = inject(Freshness);
  protected readonly store = inject(SnapshotStore);
  private readonly events = inject(EventTexts);

  protected readonly head = computed(() => headline(this.store.banner()));
  protected readonly message = computed(() => this.texts.say(this.head().key));
  /** The incident that was updated last, or the maintenance that runs; null = there is something else to say. */
  protected readonly event = computed(() => {
    const snapshot = this.store.snapshot();
    if (snapshot.kind !== 'page' || this.freshness.isDelayed()) return null;
    const [incident, ...others] = snapshot.incidents;
    if (incident !== undefined) {
      const rest = [
        this.texts.say(INCIDENT_STATE_WORDS[incident.state]),
        this.events.promise(incident),
        others.length === 0 ? '' : this.texts.say('banner.moreIncidents', { count: others.length }),
      ].filter(Boolean);
      return { title: incident.title, rest: rest.join(' · '), isCrowded: rest.length > 1 };
    }
    const running = snapshot.maintenances.find(({ status }) => status === 'ONGOING');
    if (running === undefined || snapshot.banner.key !== 'UNDER_MAINTENANCE') return null;
    return {
      title: running.title,
      rest: this.texts.say('banner.maintenanceUntil', { time: this.events.moment(running.to) }),
      isCrowded: false,
    };
  });
  protected readonly detail = computed(() => {
    if (this.freshness.isDelayed()) {
      const { delayedSince } = this.store.snapshot();
      return delayedSince === null
        ? this.texts.say('freshness.delayedUnknown')
        : this.texts.say('freshness.delayed', { time: this.texts.zonedTime(delayedSince) });
    }
    const { status, counts, openIncidents } = this.store.banner();
    const total = counts.up + counts.degraded + counts.down + counts.maintenance;
    if (status === 'NO_DATA') return this.texts.say('banner.noData');
    const count = counts.down + counts.degraded;
    const parts = [
      count > 0 ? this.texts.say('banner.affected', { count, total }) : '',
      count === 0 && counts.maintenance > 0 ? this.texts.say('banner.maintenance', { count: counts.maintenance }) : '',
      openIncidents > 0 ? this.texts.say('banner.openIncidents', { count: openIncidents }) : '',
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(' ') : this.texts.say('banner.allUp', { count: total });
  });
}

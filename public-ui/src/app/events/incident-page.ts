import type { IncidentPageSnapshot } from '@clarion/contract';
import { isoInstant } from '@clarion/i18n';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';

import { SubscribeTo } from '../chrome/subscribe-to';
import type { Subject } from '../chrome/subscribing';
import { ShareRow } from '../share/share-row';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { AffectedList } from './affected-list';
import { EventTexts, toneOf } from './event-texts';
import { ImpactStrip } from './impact-strip';
import { NewsPill } from './news-pill';
import { StateSteps } from './state-steps';
import { UpdateEntry } from './update-entry';

/** What a reader has accepted of one incident. */
interface Accepted {
  id: number;
  updates: ReadonlySet<number>;
  /** A story reads from its beginning; news from its end. Whoever watches a story being made keeps their place in it. */
  isStory: boolean;
}

/** An incident's own page: newest update first while it is open, a story from the beginning once it is over. @see ux A5 */
@Component({
  selector: 'app-incident-page',
  imports: [AffectedList, ImpactStrip, NewsPill, ShareRow, StateSteps, StatusIcon, SubscribeTo, UpdateEntry],
  templateUrl: './incident-page.html',
})
export class IncidentPage {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);

  readonly snapshot = input.required<IncidentPageSnapshot>();

  protected readonly incident = computed(() => this.snapshot().incident);
  protected readonly accepted = linkedSignal<IncidentPageSnapshot['incident'], Accepted>({
    source: this.incident,
    computation: (incident, previous) => (previous?.value.id === incident.id ? previous.value : this.all(incident)),
  });
  protected readonly updates = computed(() => {
    const { updates, isStory } = this.accepted();
    const known = this.incident().updates.filter(({ id }) => updates.has(id));
    return isStory ? known.toReversed() : known;
  });
  protected readonly newCount = computed(() => this.incident().updates.length - this.updates().length);

  protected readonly subject = computed<Subject>(() => ({
    scope: { type: 'incident', incident_id: this.incident().id },
    name: this.incident().title,
  }));
  protected readonly tone = computed(() => toneOf(this.incident()));
  protected readonly isOver = computed(() => this.incident().state === 'RESOLVED');
  protected readonly startIso = computed(() => isoInstant(this.incident().from));
  protected readonly facts = computed(() => {
    const { from, to, isAutomatic } = this.incident();
    const duration = this.events.age(this.incident());
    return [
      this.isOver() ? this.texts.say('incident.resolvedAfter', { duration }) : this.texts.say('incident.openFor', { duration }),
      to === null || !this.isOver() ? '' : this.texts.say('incident.resolvedAt', { time: this.texts.dateTime(to) }),
      this.texts.say('incident.started', { time: this.texts.dateTime(from) }),
      isAutomatic ? this.texts.say('incident.automatic') : '',
      this.events.promise(this.incident()),
    ].filter(Boolean);
  });
  protected readonly file = computed(
    () => `${this.events.href('incident', this.incident().id)}/impact.csv?tz=${encodeURIComponent(this.snapshot().timeZone)}`,
  );
  protected readonly reportTime = computed(() => {
    const { report } = this.snapshot();
    return report === null ? '' : this.texts.say('incident.reportAt', { time: this.texts.dateTime(report.publishedAt) });
  });

  protected link(id: number): string {
    return `${this.events.href('incident', this.incident().id)}#update-${id}`;
  }

  protected showAll(): void {
    this.accepted.update(({ isStory }) => ({ ...this.all(this.incident()), isStory }));
  }

  private all({ id, updates, state }: IncidentPageSnapshot['incident']): Accepted {
    return { id, updates: new Set(updates.map((update) => update.id)), isStory: state === 'RESOLVED' };
  }
}

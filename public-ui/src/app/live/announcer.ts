import type { EventStatus, Snapshot, Status } from '@clarion/contract';
import { STATUS_SENTENCES } from '@clarion/i18n';
import { inject, Service, signal } from '@angular/core';

import { headline } from '../banner/headline';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** At most one spoken message in this time, ms. */
const QUIET_TIME = 10_000;
/** More changes than this are counted, not listed. */
const LISTED = 3;

/** Words for the one `role=status` region: what changed, collected, so that a storm of changes is one sentence. @see ux A8 */
@Service()
export class Announcer {
  private readonly store = inject(SnapshotStore);
  private readonly texts = inject(Texts);

  private readonly spoken = signal('');
  readonly message = this.spoken.asReadonly();

  private before = new Map<string, Status>();
  private incidentsBefore = new Map<number, string>();
  private eventsBefore = new Map<number, EventStatus>();
  private headlineBefore = '';
  private changed = new Map<string, string>();
  private notes: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes what is shown as known. */
  learn(snapshot: Snapshot): void {
    this.before = new Map(this.store.monitors().map(({ tag, status }) => [tag, status]));
    this.headlineBefore = headline(snapshot.banner).key;
    if (snapshot.kind !== 'page') return;
    this.incidentsBefore = new Map(snapshot.incidents.map(({ id, title }) => [id, title]));
    this.eventsBefore = new Map(snapshot.maintenances.map(({ eventId, status }) => [eventId, status]));
  }

  /** Compares with what was known and speaks of the difference. */
  compare(snapshot: Snapshot): void {
    for (const { tag, name, status } of this.store.monitors()) {
      const known = this.before.get(tag);
      if (known !== undefined && known !== status) this.changed.set(tag, this.texts.say(STATUS_SENTENCES[status], { name }));
    }
    const { key } = headline(snapshot.banner);
    this.hearOfEvents(snapshot);
    const isNews = key !== this.headlineBefore || this.changed.size > 0;
    this.learn(snapshot);
    if (isNews) this.schedule();
  }

  /** Incidents that came and went, maintenances that began and ended. */
  private hearOfEvents(snapshot: Snapshot): void {
    if (snapshot.kind !== 'page') return;
    const { incidents, maintenances } = snapshot;
    for (const { id, title } of incidents) if (!this.incidentsBefore.has(id)) this.note(this.texts.say('news.opened', { title }));
    for (const [id, title] of this.incidentsBefore)
      if (incidents.every((incident) => incident.id !== id)) this.note(this.texts.say('news.resolved', { title }));
    for (const { eventId, status, title } of maintenances) {
      const known = this.eventsBefore.get(eventId);
      if (known !== undefined && known !== 'ONGOING' && status === 'ONGOING')
        this.note(this.texts.say('news.maintenanceStarted', { title }));
    }
    const ended = [...this.eventsBefore].filter(
      ([id, status]) => status === 'ONGOING' && maintenances.every(({ eventId }) => eventId !== id),
    );
    for (const [id] of ended) {
      const title = snapshot.pastDays
        .flatMap(({ events }) => events)
        .find((event) => event.kind === 'maintenance' && event.id === id)?.title;
      if (title !== undefined) this.note(this.texts.say('news.maintenanceEnded', { title }));
    }
  }

  note(text: string): void {
    this.notes.push(text);
    this.schedule();
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    // The first word waits a moment, because changes come in groups; then there is silence for a while.
    this.timer = setTimeout(() => this.speak(), this.spoken() === '' ? 500 : QUIET_TIME);
  }

  private speak(): void {
    this.timer = undefined;
    const sentences = [...this.changed.values()];
    const told = sentences.length > LISTED ? [this.texts.say('announce.changed', { count: sentences.length })] : sentences;
    const summary = sentences.length > 0 || this.notes.length === 0 ? [`${this.texts.say(headline(this.store.banner()).key)}.`] : [];
    this.spoken.set([...this.notes, ...told, ...summary].join(' '));
    this.changed.clear();
    this.notes = [];
  }
}

import { isoInstant } from '@clarion/i18n';
import type { ElementRef } from '@angular/core';
import { Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';

import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { AffectedList } from './affected-list';
import { EventTexts, toneOf } from './event-texts';
import type { ShownIncident } from './shown-events';
import { StateSteps } from './state-steps';
import { UpdateEntry } from './update-entry';

/** An incident among others: what is known now, the rest behind a disclosure. */
@Component({
  selector: 'app-incident-card',
  imports: [AffectedList, StateSteps, StatusIcon, UpdateEntry],
  templateUrl: './incident-card.html',
  host: { class: 'incident', '[attr.data-tone]': 'tone()', '[attr.id]': "'incident-' + incident().id" },
})
export class IncidentCard {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);

  readonly incident = input.required<ShownIncident>();

  private readonly newestBox = viewChild.required<ElementRef<HTMLElement>>('newestBox');
  /** Height that the newest update had when another one took its place, px: the new one scrolls in it, so that nothing below moves. */
  protected readonly held = signal<number | null>(null);

  protected readonly tone = computed(() => toneOf(this.incident()));
  protected readonly href = computed(() => this.events.href('incident', this.incident().id));
  protected readonly isOver = computed(() => this.incident().state === 'RESOLVED');
  protected readonly age = computed(() => {
    const duration = this.events.age(this.incident());
    if (this.incident().isGone) return this.texts.say('incident.gone');
    return this.isOver() ? this.texts.say('incident.resolvedAfter', { duration }) : this.texts.say('incident.openFor', { duration });
  });
  protected readonly startIso = computed(() => isoInstant(this.incident().from));
  protected readonly newest = computed(() => this.incident().updates[0] ?? null);
  protected readonly earlier = computed(() => this.incident().updates.slice(1));
  protected readonly earlierCount = computed(() => this.incident().updateCount - 1);
  protected readonly hasMore = computed(() => this.incident().updateCount > this.incident().updates.length);

  constructor() {
    let before: string | undefined;
    // Effects of a component run before its template: the box still has the size of what it showed.
    effect(() => {
      const html = this.incident().updates[0]?.html ?? '';
      if (before !== undefined && before !== html) {
        this.held.update((height) => height ?? untracked(this.newestBox).nativeElement.offsetHeight);
      }
      before = html;
    });
  }
}

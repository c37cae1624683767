import type { AffectedSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { EventTexts } from './event-texts';

/** Services that an incident or a maintenance touches, each with what happens to it. */
@Component({
  selector: 'app-affected-list',
  imports: [StatusIcon],
  template: `
    <ul class="affected" [attr.aria-label]="texts.say('incident.affects')">
      @for (entry of rows(); track entry.tag) {
        <li>
          <a dir="auto" [href]="entry.href">{{ entry.name }}</a>
          <span class="affected-impact" [attr.data-status]="entry.impact"><svg [appStatusIcon]="entry.impact"></svg> {{ entry.word }}</span>
        </li>
      }
    </ul>
  `,
})
export class AffectedList {
  protected readonly texts = inject(Texts);
  private readonly events = inject(EventTexts);
  private readonly store = inject(SnapshotStore);

  readonly affected = input.required<readonly AffectedSnapshot[]>();
  readonly kind = input.required<'incident' | 'maintenance'>();

  protected readonly rows = computed(() =>
    this.affected().map((entry) => ({
      ...entry,
      word: this.events.impact(entry, this.kind()),
      href: `${this.store.monitorBase()}/${entry.tag}`,
    })),
  );
}

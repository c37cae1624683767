import type { MonitorSnapshot } from '@clarion/contract';
import { MAINTENANCE_WORDS, REASON_WORDS, STATUS_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';

/** One monitor where many must fit: shape and name; the word is in the accessible name and in the tooltip. */
@Component({
  selector: 'app-monitor-tile',
  imports: [StatusIcon],
  template: `
    <h3 class="tile-name">
      <a class="tile" [href]="href()" [attr.data-status]="monitor().status" [title]="word()">
        <svg [appStatusIcon]="monitor().status"></svg>
        <span class="tile-text" dir="auto">{{ monitor().name }}</span><span class="hidden">, {{ word() }}</span>
      </a>
    </h3>
  `,
  host: { '[attr.id]': "'monitor-' + monitor().tag" },
})
export class MonitorTile {
  private readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  readonly monitor = input.required<MonitorSnapshot>();
  protected readonly href = computed(() => `${this.store.monitorBase()}/${this.monitor().tag}`);
  protected readonly word = computed(() => {
    const { status, reason } = this.monitor();
    if (!reason || status === 'NO_DATA') return this.texts.say(STATUS_WORDS[status]);
    const words = reason.source === 'maintenance' ? MAINTENANCE_WORDS : STATUS_WORDS;
    return `${this.texts.say(words[status])}, ${this.texts.say(REASON_WORDS[reason.source], { title: reason.title })}`;
  });
}

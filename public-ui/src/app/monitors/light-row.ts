import type { MonitorSnapshot } from '@clarion/contract';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { statusWord } from '../status/status-word';
import { Texts } from '../text/texts';

/**
 * One monitor far down a long page: what it is and how it is. Its past is drawn when it comes into view; its own page shows it without
 * script. It is as high as the whole row, so that nothing moves then.
 */
@Component({
  selector: 'app-light-row',
  template: `<div class="row-head">
    <h3 class="row-name">
      <a [href]="href()">{{ monitor().name }}</a>
    </h3>
    <span class="row-status" [attr.data-status]="monitor().status"
      ><svg class="icon" aria-hidden="true"><use [attr.href]="'#i-' + monitor().status" /></svg>{{ word() }}</span
    >
    <span class="row-uptime"
      ><span class="when-wide">{{ wide() }}</span
      ><span class="when-narrow">{{ narrow() }}</span></span
    >
  </div>`,
  host: { class: 'row row-light', '[class.row-compact]': 'isCompact()', '[attr.id]': "'monitor-' + monitor().tag" },
})
export class LightRow {
  private readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  readonly monitor = input.required<MonitorSnapshot>();
  readonly isCompact = input(false);

  protected readonly href = computed(() => `${this.store.site().basePath}/monitors/${this.monitor().tag}`);
  protected readonly word = computed(() => statusWord(this.texts, this.monitor()));
  protected readonly wide = computed(() => this.percent(this.monitor().uptime.desktop.text));
  protected readonly narrow = computed(() => this.percent(this.monitor().uptime.mobile.text));

  private percent(text: string | null): string {
    return text === null ? this.texts.say('services.unknownUptime') : this.texts.percent(text);
  }
}

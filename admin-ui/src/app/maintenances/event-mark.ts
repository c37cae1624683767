import { Component, computed, input } from '@angular/core';
import type { EventStatus } from '@clarion/contract';
import { Icon } from '../ui/icon.js';
import { EVENT_ICONS, EVENT_WORDS } from './event-words.js';

/** How far an occurrence is, as shape and word. */
@Component({
  selector: 'app-event-mark',
  imports: [Icon],
  template: `<app-icon [name]="icon()" />{{ word() }}`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--muted);
      font-weight: 560;
      white-space: nowrap;
    }
    :host(.e-READY),
    :host(.e-ONGOING) {
      color: var(--maintenance-text);
    }
    :host(.e-COMPLETED) {
      color: var(--up-text);
    }
    app-icon {
      inline-size: 18px;
      block-size: 18px;
    }
  `,
  host: { '[class]': '"e-" + status()' },
})
export class EventMark {
  readonly status = input.required<EventStatus>();
  protected readonly icon = computed(() => EVENT_ICONS[this.status()]);
  protected readonly word = computed(() => EVENT_WORDS[this.status()]);
}

import { Component, computed, input } from '@angular/core';
import type { SubscriberState } from '../api/subscribers.js';
import { Icon } from '../ui/icon.js';
import { STATE_LOOKS } from './subscriber-words.js';

/** How a subscriber is, as shape and word; colour is never the only difference. */
@Component({
  selector: 'app-subscriber-mark',
  imports: [Icon],
  template: `<app-icon [name]="look().icon" />{{ look().word }}`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 1px 8px 1px 6px;
      border-radius: 6px;
      background: var(--sunken);
      color: var(--muted);
      font-size: 0.8125rem;
      font-weight: 560;
      white-space: nowrap;
    }
    app-icon {
      inline-size: 16px;
      block-size: 16px;
    }
    :host(.active) {
      color: var(--up-text);
    }
    :host(.pending) {
      background: var(--accent-container);
      color: var(--accent);
    }
    :host(.bounced) {
      background: var(--down-container);
      color: var(--down-text);
    }
  `,
  host: { '[class]': 'state()' },
})
export class SubscriberMark {
  readonly state = input.required<SubscriberState>();
  protected readonly look = computed(() => STATE_LOOKS[this.state()]);
}

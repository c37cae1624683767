import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui/icon.js';
import type { IconName } from '../ui/icon-paths.js';

/** How a rule or an alert is. */
export type AlertMood = 'firing' | 'acknowledged' | 'quiet' | 'resolved' | 'muted' | 'off';

const MOODS: Readonly<Record<AlertMood, { word: string; icon: IconName }>> = {
  firing: { word: 'Firing', icon: 'warning' },
  acknowledged: { word: 'Acknowledged', icon: 'hand' },
  quiet: { word: 'Quiet', icon: 'check' },
  resolved: { word: 'Resolved', icon: 'check' },
  muted: { word: 'Muted', icon: 'eyeOff' },
  off: { word: 'Off', icon: 'pause' },
};

/** The same as shape and word; colour is never the only difference. */
@Component({
  selector: 'app-alert-mark',
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
    :host(.firing) {
      background: var(--down-container);
      color: var(--down-text);
    }
    :host(.acknowledged) {
      background: var(--degraded-container);
      color: var(--degraded-text);
    }
  `,
  host: { '[class]': 'mood()' },
})
export class AlertMark {
  readonly mood = input.required<AlertMood>();
  protected readonly look = computed(() => MOODS[this.mood()]);
}

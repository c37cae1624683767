import { Component, computed, input } from '@angular/core';
import type { Status } from '@clarion/contract';
import { STATUS_WORDS } from '../platform/status-words.js';

/** Outline and sign of each status: five shapes, so that colour is never the only difference. */
const SHAPES: Readonly<Record<Status, { outline: string; sign: string }>> = {
  UP: { outline: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z', sign: 'm6.4 10.3 2.5 2.5 4.8-5.1' },
  DEGRADED: { outline: 'M10 2.2 1.7 17.2h16.6Z', sign: 'M10 8v4M10 14.6v.01' },
  DOWN: { outline: 'M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6Z', sign: 'm7.2 7.2 5.6 5.6M12.8 7.2l-5.6 5.6' },
  MAINTENANCE: {
    outline: 'M5 2h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z',
    sign: 'm6.5 13.5 4-4M13.6 6.4a2.6 2.6 0 1 0 .5 2.9M13.6 6.4 12 8',
  },
  NO_DATA: { outline: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Z', sign: 'M7 10h6' },
};

/** A status as shape and word. */
@Component({
  selector: 'app-status-mark',
  template: `
    <svg viewBox="0 0 20 20" aria-hidden="true" [attr.width]="size()" [attr.height]="size()">
      <path class="outline" [attr.d]="shape().outline" />
      <path class="sign" [attr.d]="shape().sign" />
    </svg>
    <span class="word" [class.visually-hidden]="iconOnly()">{{ word() }}</span>
  `,
  styleUrl: './status-mark.scss',
  host: { '[class]': '"s-" + status()' },
})
export class StatusMark {
  readonly status = input.required<Status>();
  readonly size = input(18);
  /** The word stays for screen readers. */
  readonly iconOnly = input(false);
  protected readonly shape = computed(() => SHAPES[this.status()]);
  protected readonly word = computed(() => STATUS_WORDS[this.status()]);
}

import { Component, computed, input } from '@angular/core';
import { DAY_LETTERS, STATUSES, type Status } from '@clarion/contract';
import { STATUS_WORDS, statusOfLetter } from '../platform/status-words.js';

const SLOT = 5;
const SLOTS = 60;

/** Path of one slot: a full bar, a half bar under a wedge, a cut bar under a block, three stripes under a diamond, or a low outline. */
const DRAW: Readonly<Record<Status, (x: number) => string>> = {
  UP: (x) => `M${x} 6h3.6v14h-3.6z`,
  DEGRADED: (x) => `M${x} 13h3.6v7h-3.6zM${x + 1.8} 1.5l1.8 3.5h-3.6z`,
  DOWN: (x) => `M${x} 6h3.6v5.5h-3.6zM${x} 14h3.6v6h-3.6zM${x} 1h3.6v3.6h-3.6z`,
  MAINTENANCE: (x) => `M${x} 6h3.6v3h-3.6zM${x} 11.5h3.6v3h-3.6zM${x} 17h3.6v3h-3.6zM${x + 1.8} 1l1.8 1.9-1.8 1.9-1.8-1.9z`,
  NO_DATA: (x) => `M${x} 18.5h3.6v1.5h-3.6z`,
};

/** The newest checks of a monitor, oldest first, as one small drawing with a spoken summary. */
@Component({
  selector: 'app-check-strip',
  template: `
    <svg viewBox="0 0 300 21" preserveAspectRatio="none" role="img" [attr.aria-label]="summary()">
      @for (path of paths(); track path.status) {
        <path [class]="'s-' + path.status" [attr.d]="path.d" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
      inline-size: 100%;
      max-inline-size: 300px;
      min-inline-size: 150px;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 22px;
    }
    .s-UP {
      fill: var(--up);
    }
    .s-DEGRADED {
      fill: var(--degraded);
    }
    .s-DOWN {
      fill: var(--down);
    }
    .s-MAINTENANCE {
      fill: var(--maintenance);
    }
    .s-NO_DATA {
      fill: var(--no-data);
    }
    @media (forced-colors: active) {
      path {
        fill: CanvasText;
      }
    }
  `,
})
export class CheckStrip {
  /** Letters of DAY_LETTERS, oldest first. */
  readonly checks = input.required<string>();

  protected readonly paths = computed(() => {
    const letters = this.checks().slice(-SLOTS).padStart(SLOTS, DAY_LETTERS.NO_DATA);
    const drawn = new Map<Status, string>();
    [...letters].forEach((letter, index) => {
      const status = statusOfLetter(letter);
      drawn.set(status, (drawn.get(status) ?? '') + DRAW[status](index * SLOT + 0.7));
    });
    return [...drawn].map(([status, d]) => ({ status, d }));
  });

  protected readonly summary = computed(() => describeChecks(this.checks()));
}

/** `Last 60 checks: 57 operational, 3 down. Newest: down.` */
export function describeChecks(checks: string): string {
  if (checks.length === 0) return 'No checks yet';
  const statuses = [...checks].map(statusOfLetter);
  const counts = STATUSES.map((status) => ({ status, count: statuses.filter((each) => each === status).length }));
  const said = counts.filter(({ count }) => count > 0).map(({ status, count }) => `${count} ${STATUS_WORDS[status].toLowerCase()}`);
  const newest = statuses.at(-1) ?? 'NO_DATA';
  return `Last ${statuses.length} checks: ${said.join(', ')}. Newest: ${STATUS_WORDS[newest].toLowerCase()}.`;
}

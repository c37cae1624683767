import { Component, computed, input } from '@angular/core';
import { INCIDENT_STATES, type IncidentState } from '@clarion/contract';
import { STATE_WORDS } from './incident-words.js';

/** How far an incident has come: four dots, filled up to its state, and the word. */
@Component({
  selector: 'app-state-mark',
  template: `
    <svg viewBox="0 0 46 10" width="46" height="10" aria-hidden="true">
      @for (dot of dots(); track $index) {
        <circle [attr.cx]="5 + 12 * $index" cy="5" [attr.r]="dot === 'here' ? 4.5 : 3" [class]="dot" />
      }
    </svg>
    <span class="word">{{ word() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      white-space: nowrap;
      --dot: var(--degraded);
      color: var(--degraded-text);
    }
    :host(.RESOLVED) {
      --dot: var(--up);
      color: var(--up-text);
    }
    .word {
      font-weight: 560;
    }
    .done,
    .here {
      fill: var(--dot);
    }
    .ahead {
      fill: none;
      stroke: var(--no-data);
      stroke-width: 1.4;
    }
    @media (forced-colors: active) {
      .done,
      .here {
        fill: CanvasText;
      }
      .ahead {
        stroke: CanvasText;
      }
    }
  `,
  host: { '[class]': 'state()' },
})
export class StateMark {
  readonly state = input.required<IncidentState>();
  protected readonly word = computed(() => STATE_WORDS[this.state()]);
  protected readonly dots = computed(() => {
    const at = INCIDENT_STATES.indexOf(this.state());
    return INCIDENT_STATES.map((_, index) => (index < at ? 'done' : index === at ? 'here' : 'ahead'));
  });
}

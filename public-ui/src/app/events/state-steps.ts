import { INCIDENT_STATES, type IncidentState } from '@clarion/contract';
import { INCIDENT_STATE_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { Texts } from '../text/texts';

/** Where an incident stands, as a word and as the last of so many dots. */
@Component({
  selector: 'app-state-steps',
  template: `
    <span class="state-word">{{ word() }}</span>
    <span class="state-dots" aria-hidden="true">
      @for (step of steps; track step) {
        <span class="state-dot" [class.state-done]="$index < position()" [class.state-now]="$index === position()"></span>
      }
    </span>
    <span class="hidden">{{ label() }}</span>
  `,
  host: { class: 'state' },
})
export class StateSteps {
  private readonly texts = inject(Texts);
  readonly state = input.required<IncidentState>();

  protected readonly steps = INCIDENT_STATES;
  protected readonly position = computed(() => INCIDENT_STATES.indexOf(this.state()));
  protected readonly word = computed(() => this.texts.say(INCIDENT_STATE_WORDS[this.state()]));
  protected readonly label = computed(() =>
    this.texts.say('incident.step', { step: this.position() + 1, total: INCIDENT_STATES.length, state: this.word() }),
  );
}

import { Component, computed, input, model, output } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { INCIDENT_STATES, type IncidentState } from '@clarion/contract';
import { STATE_MEANINGS, STATE_WORDS } from '../incident-words.js';

let made = 0;

/** The four states as steps to choose from. Any may follow any other: an incident goes back as well. A control of signal forms. */
@Component({
  selector: 'app-state-stepper',
  template: `
    <fieldset>
      <legend>{{ label() }}</legend>
      <div class="steps">
        @for (state of states; track state; let index = $index) {
          <label [class.done]="index < at()" [class.here]="index === at()">
            <input
              type="radio"
              [name]="group"
              [value]="state"
              [checked]="state === value()"
              (change)="value.set(state)"
              (blur)="touch.emit()"
            />
            <span class="dot" aria-hidden="true"></span>
            <span class="word">{{ words[state] }}</span>
          </label>
        }
      </div>
      <p class="muted small">{{ meaning() }}</p>
    </fieldset>
  `,
  styleUrl: './state-stepper.scss',
})
export class StateStepper implements FormValueControl<IncidentState> {
  readonly value = model.required<IncidentState>();
  readonly label = input('State');
  readonly touch = output();
  protected readonly states = INCIDENT_STATES;
  protected readonly words = STATE_WORDS;
  protected readonly group = `state-${(made += 1)}`;
  protected readonly at = computed(() => INCIDENT_STATES.indexOf(this.value()));
  protected readonly meaning = computed(() => STATE_MEANINGS[this.value()]);
}

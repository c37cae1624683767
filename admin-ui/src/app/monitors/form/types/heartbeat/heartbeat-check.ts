import { Component, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { HeartbeatUrls } from '../../../heartbeat-urls.js';
import { NumberField } from '../../fields/number-field.js';
import type { HeartbeatDraft } from './heartbeat-draft.js';

/** How long a job may stay silent, and the address it calls. */
@Component({
  selector: 'app-heartbeat-check',
  imports: [HeartbeatUrls, NumberField],
  template: `
    <div class="fields">
      <app-number-field class="half" label="Degraded after a silence of" unit="minutes" [field]="check().degradedRemainingMinutes" />
      <app-number-field
        class="half"
        label="Down after a silence of"
        unit="minutes"
        hint="Longer than the job’s own interval."
        [field]="check().downRemainingMinutes"
      />
      @if (tag(); as tag) {
        <app-heartbeat-urls [tag]="tag" />
      } @else {
        <p class="muted">You get the address to call as soon as the monitor is created.</p>
      }
    </div>
  `,
})
export class HeartbeatCheck {
  readonly check = input.required<FieldTree<HeartbeatDraft>>();
  /** Absent = a new monitor, which has no address yet. */
  readonly tag = input<string>();
}

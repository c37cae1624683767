import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { formatDuration } from '../../../../platform/formats.js';
import { NumberField } from '../../fields/number-field.js';
import { TextField } from '../../fields/text-field.js';
import type { SslDraft } from './ssl-draft.js';

const ago = (hours: number | null): string => (hours === null || hours <= 0 ? '' : `${formatDuration(hours * 3_600)} before it expires.`);

/** Whose certificate is watched, and how early it becomes a problem. */
@Component({
  selector: 'app-ssl-check',
  imports: [NumberField, TextField],
  template: `
    <div class="fields">
      <app-text-field class="two-thirds" label="Host" placeholder="example.com" [field]="check().host" />
      <app-text-field class="third" label="Port" inputmode="numeric" [field]="check().port" />
      <app-number-field
        class="half"
        label="Degraded from"
        unit="hours before"
        [hint]="degraded()"
        [field]="check().degradedRemainingHours"
      />
      <app-number-field class="half" label="Down from" unit="hours before" [hint]="down()" [field]="check().downRemainingHours" />
      <p class="muted small">
        Watches the date and nothing else; whether browsers would trust the certificate is told by Test now. The response time is that of
        the TLS handshake. A check every hour is plenty.
      </p>
    </div>
  `,
})
export class SslCheck {
  readonly check = input.required<FieldTree<SslDraft>>();
  protected readonly degraded = computed(() => ago(this.check().degradedRemainingHours().value()));
  protected readonly down = computed(() => ago(this.check().downRemainingHours().value()));
}

import { Component, effect, input, linkedSignal, output, untracked } from '@angular/core';
import { form, validate } from '@angular/forms/signals';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { isKnownTimeZone } from '@clarion/domain';
import type { QuietHours } from '../../api/triggers.js';
import { ZoneField } from '../../maintenances/form/zone-field.js';

const NIGHT = { from: '22:00', to: '07:00' };

/** When warnings wait: a switch, two times and their zone. */
@Component({
  selector: 'app-quiet-hours',
  imports: [MatFormField, MatInput, MatLabel, MatSlideToggle, ZoneField],
  template: `
    <mat-slide-toggle [disabled]="isDisabled()" [checked]="value() !== null" (change)="turn($event.checked)">Quiet hours</mat-slide-toggle>
    <p class="muted small">Warnings wait for their end. Critical alerts never wait.</p>
    @if (value(); as hours) {
      <div class="times">
        <mat-form-field>
          <mat-label>From</mat-label>
          <input #from matInput type="time" required [value]="hours.from" (input)="set({ from: from.value })" />
        </mat-form-field>
        <mat-form-field>
          <mat-label>To</mat-label>
          <input
            #to
            matInput
            type="time"
            required
            [value]="hours.to"
            [attr.aria-invalid]="!!error() || null"
            (input)="set({ to: to.value })"
          />
        </mat-form-field>
        <app-zone-field [field]="zoneForm" />
      </div>
      @if (error(); as words) {
        <p class="bad small" role="alert">{{ words }}</p>
      }
    }
  `,
  styles: `
    .times {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(160px, 1fr));
      gap: 8px 16px;
      margin-block-start: 12px;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class QuietHoursField {
  /** null = none. */
  readonly value = input.required<QuietHours | null>();
  readonly isDisabled = input(false);
  readonly error = input('');
  readonly valueChange = output<QuietHours | null>();
  private readonly zone = linkedSignal(() => this.value()?.time_zone ?? '');
  protected readonly zoneForm = form(this.zone, (path) => {
    validate(path, ({ value }) => (isKnownTimeZone(value()) ? null : { kind: 'zone', message: 'Choose a time zone from the list.' }));
  });

  constructor() {
    effect(() => {
      const zone = this.zone();
      untracked(() => {
        if (zone !== (this.value()?.time_zone ?? '')) this.set({ time_zone: zone });
      });
    });
  }

  protected turn(isOn: boolean): void {
    this.valueChange.emit(isOn ? { ...NIGHT, time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone } : null);
  }

  protected set(part: Partial<QuietHours>): void {
    const hours = this.value();
    if (hours !== null) this.valueChange.emit({ ...hours, ...part });
  }
}

import { Component, computed, input, linkedSignal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { formatDateTime, timeZone } from '../../platform/formats.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { INTERVALS, type ScheduleWords } from './schedule-words.js';

const CUSTOM = 'custom';

/** How often to check: a list of usual intervals, or a cron expression with its meaning in words and the next runs. */
@Component({
  selector: 'app-cron-field',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect],
  template: `
    <div class="fields">
      <mat-form-field [class.half]="isCustom()">
        <mat-label>How often</mat-label>
        <mat-select [value]="choice()" (selectionChange)="choose($event.value)">
          @if (isOptional()) {
            <mat-option value="">Never on its own</mat-option>
          }
          @for (interval of intervals; track interval.cron) {
            <mat-option [value]="interval.cron">{{ interval.label }}</mat-option>
          }
          <mat-option [value]="custom">Own schedule (cron)</mat-option>
        </mat-select>
      </mat-form-field>
      @if (isCustom()) {
        <mat-form-field class="half">
          <mat-label>Cron expression, UTC</mat-label>
          <input matInput class="mono" autocomplete="off" spellcheck="false" placeholder="*/5 * * * *" [formField]="field()" />
          <mat-hint>{{ words() }}</mat-hint>
          <mat-error><app-field-errors [field]="field()()" /></mat-error>
        </mat-form-field>
      }
      @if (next(); as text) {
        <p class="muted small">{{ isCustom() ? '' : words() + '. ' }}Next runs ({{ zone }}): {{ text }}</p>
      }
    </div>
  `,
  styles: `
    p {
      margin-block-start: -8px;
    }
  `,
})
export class CronField {
  readonly field = input.required<FieldTree<string>>();
  readonly schedule = input.required<ScheduleWords | null>();
  /** A monitor without a check may do without a schedule. */
  readonly isOptional = input(false);
  protected readonly intervals = INTERVALS;
  protected readonly custom = CUSTOM;
  protected readonly zone = timeZone;

  private readonly preset = computed(() => {
    const cron = this.field()().value().trim();
    if (cron === '' && this.isOptional()) return '';
    return INTERVALS.some((interval) => interval.cron === cron) ? cron : CUSTOM;
  });
  /** Stays on "own schedule" while somebody types through an expression that happens to be a usual one. */
  protected readonly choice = linkedSignal<string, string>({
    source: this.preset,
    computation: (preset, previous) => (previous?.value === CUSTOM && this.field()().dirty() ? CUSTOM : preset),
  });
  protected readonly isCustom = computed(() => this.choice() === CUSTOM);
  protected readonly words = computed(() => {
    const schedule = this.schedule();
    return schedule?.ok ? schedule.words : '';
  });
  protected readonly next = computed(() => {
    const schedule = this.schedule();
    return schedule?.ok ? schedule.next.map(formatDateTime).join(' · ') : '';
  });

  protected choose(choice: string): void {
    this.choice.set(choice);
    if (choice === CUSTOM) return;
    this.field()().value.set(choice);
    this.field()().markAsDirty();
  }
}

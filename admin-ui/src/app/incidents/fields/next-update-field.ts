import { Component, computed, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Clock } from '../../platform/clock.js';
import { formatTime, timeZone, toLocalInput } from '../../platform/formats.js';
import { momentOf, type NextUpdate } from './next-update.js';

const CHOICES = [15, 30, 60, 120, 240, 1_440] as const;

/** When readers hear more: a promise that the public page shows, and that turns overdue. A control of signal forms. */
@Component({
  selector: 'app-next-update',
  imports: [MatFormField, MatInput, MatLabel, MatOption, MatSelect],
  template: `
    <mat-form-field>
      <mat-label>Next update</mat-label>
      <mat-select [value]="choice()" (selectionChange)="choose($event.value)" (closed)="touch.emit()">
        <mat-option [value]="0">No promise</mat-option>
        @for (minutes of choices; track minutes) {
          <mat-option [value]="minutes">in {{ wordsOf(minutes) }}</mat-option>
        }
        <mat-option [value]="-1">at a time…</mat-option>
      </mat-select>
    </mat-form-field>
    @if (value().mode === 'at') {
      <mat-form-field>
        <mat-label>Next update by ({{ zone }})</mat-label>
        <input
          matInput
          type="datetime-local"
          [value]="value().at"
          (input)="value.set({ mode: 'at', minutes: value().minutes, at: $any($event.target).value })"
          (blur)="touch.emit()"
        />
      </mat-form-field>
    }
    @if (touched() && errors().length > 0) {
      <p class="bad small" role="alert">{{ errors()[0]?.message }}</p>
    } @else {
      <p class="muted small">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class NextUpdateField implements FormValueControl<NextUpdate> {
  readonly value = model.required<NextUpdate>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  private readonly clock = inject(Clock);
  protected readonly choices = CHOICES;
  protected readonly zone = timeZone;
  protected readonly choice = computed(() => {
    const { mode, minutes } = this.value();
    return mode === 'none' ? 0 : mode === 'at' ? -1 : minutes;
  });
  protected readonly hint = computed(() => {
    const at = momentOf(this.value(), this.clock.now());
    return at === null || this.value().mode === 'at'
      ? 'Readers see it, and see when it is missed.'
      : `Readers see “next update by ${formatTime(at)}”.`;
  });

  protected wordsOf(minutes: number): string {
    if (minutes < 60) return `${minutes} minutes`;
    return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  }

  protected choose(choice: number): void {
    const { minutes, at } = this.value();
    if (choice === 0) this.value.set({ mode: 'none', minutes, at });
    else if (choice > 0) this.value.set({ mode: 'in', minutes: choice, at });
    else this.value.set({ mode: 'at', minutes, at: at || toLocalInput(this.clock.now() + 1_800) });
  }
}

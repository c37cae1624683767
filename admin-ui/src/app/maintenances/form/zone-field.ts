import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatAutocomplete, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import type { ErrorStateMatcher } from '@angular/material/core';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption } from '@angular/material/select';
import { isKnownTimeZone } from '@clarion/domain';
import { zoneOffset } from '@clarion/i18n';
import { Clock } from '../../platform/clock.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { findZones } from './zones.js';

/** A time zone by its IANA name, found by a part of the name or by its offset. */
@Component({
  selector: 'app-zone-field',
  imports: [FieldErrors, MatAutocomplete, MatAutocompleteTrigger, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption],
  template: `
    <mat-form-field>
      <mat-label>Time zone</mat-label>
      <input
        #input
        matInput
        type="text"
        autocomplete="off"
        spellcheck="false"
        placeholder="Search a city or UTC+1"
        [matAutocomplete]="list"
        [errorStateMatcher]="wrong"
        [value]="field()().value()"
        (focus)="input.select(); typed.set('')"
        (input)="type(input.value)"
        (blur)="field()().markAsTouched()"
      />
      <mat-autocomplete #list autoActiveFirstOption (optionSelected)="choose($event.option.value)">
        @for (zone of zones(); track zone.name) {
          <mat-option [value]="zone.name"
            ><span class="zone"
              >{{ zone.name }} <span class="muted small">{{ zone.offset }}{{ zone.note ? ', ' + zone.note : '' }}</span></span
            ></mat-option
          >
        }
      </mat-autocomplete>
      <mat-hint>{{ offset() }}</mat-hint>
      <mat-error><app-field-errors [field]="field()()" /></mat-error>
    </mat-form-field>
  `,
  styles: `
    .zone {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 10px;
    }
  `,
})
export class ZoneField {
  readonly field = input.required<FieldTree<string>>();
  private readonly clock = inject(Clock);
  /** What is searched; nothing of what was chosen before, so that the list begins with all. */
  protected readonly typed = linkedSignal({ source: this.field, computation: () => '' });
  protected readonly zones = computed(() => findZones(this.typed(), this.clock.now()));
  protected readonly offset = computed(() => {
    const zone = this.field()().value();
    return isKnownTimeZone(zone) ? `Now ${zoneOffset(zone, this.clock.now())}` : '';
  });
  protected readonly wrong: ErrorStateMatcher = {
    isErrorState: () => this.field()().touched() && this.field()().invalid(),
  };

  protected type(text: string): void {
    this.typed.set(text);
    this.write(text.trim());
  }

  protected choose(zone: string): void {
    this.typed.set('');
    this.write(zone);
  }

  private write(zone: string): void {
    this.field()().value.set(zone);
    this.field()().markAsDirty();
  }
}

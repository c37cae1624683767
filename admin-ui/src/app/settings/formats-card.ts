import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { LOCALES, resolveLocale } from '@clarion/i18n';
import { Clock } from '../platform/clock.js';
import { FieldErrors } from '../ui/field-errors.js';
import { dateExample, FORMAT_PRESETS } from './date-example.js';
import { SettingCard } from './setting-card.js';
import { SiteEditor } from './site-editor.js';

const OWN = 'own';

/** How public pages write dates and times. */
@Component({
  selector: 'app-formats-card',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, SettingCard],
  template: `
    <app-setting-card name="formats" lead="Patterns of date-fns: d MMM yyyy, HH:mm. Words stand in single quotes.">
      <mat-form-field class="preset">
        <mat-label>Format</mat-label>
        <mat-select [value]="chosen()" [disabled]="format().disabled()" (valueChange)="choose($event)">
          @for (preset of presets; track preset.words) {
            <mat-option [value]="preset.words">{{ preset.words }}</mat-option>
          }
          <mat-option [value]="own">Another</mat-option>
        </mat-select>
      </mat-form-field>
      <div class="fields">
        @for (part of parts; track part.words) {
          <mat-form-field class="third">
            <mat-label>{{ part.words }}</mat-label>
            <input matInput class="mono" autocomplete="off" spellcheck="false" [formField]="part.field" />
            <mat-hint>{{ exampleOf(part.field().value()) }}</mat-hint>
            <mat-error><app-field-errors [field]="part.field()" /></mat-error>
          </mat-form-field>
        }
      </div>
    </app-setting-card>
  `,
  styles: `
    .preset {
      max-inline-size: 420px;
      margin-block-end: 20px;
    }
  `,
})
export class FormatsCard {
  private readonly site = inject(SiteEditor).site;
  private readonly now = new Date(inject(Clock).now() * 1_000);
  protected readonly format = this.site.dateAndTimeFormat;
  protected readonly presets = FORMAT_PRESETS;
  protected readonly own = OWN;
  protected readonly parts = [
    { words: 'Date and time', field: this.format.datePlusTime },
    { words: 'Date', field: this.format.dateOnly },
    { words: 'Time', field: this.format.timeOnly },
  ];
  protected readonly chosen = computed(() => {
    const { datePlusTime, dateOnly, timeOnly } = this.format().value();
    const is = (preset: (typeof FORMAT_PRESETS)[number]): boolean =>
      preset.datePlusTime === datePlusTime && preset.dateOnly === dateOnly && preset.timeOnly === timeOnly;
    return FORMAT_PRESETS.find(is)?.words ?? OWN;
  });

  protected exampleOf(pattern: string): string {
    const { formats } = LOCALES[resolveLocale([this.site.i18n.defaultLocale().value()])];
    return dateExample(pattern, this.now, formats, 'UTC');
  }

  protected choose(words: string): void {
    const preset = FORMAT_PRESETS.find((each) => each.words === words);
    if (preset === undefined) return;
    const { datePlusTime, dateOnly, timeOnly } = preset;
    this.format().value.update((format) => ({ ...format, datePlusTime, dateOnly, timeOnly }));
  }
}

import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { FieldErrors } from '../ui/field-errors.js';
import { localeRows, withLocale, type LocaleRow } from './locale-rows.js';
import { SettingCard } from './setting-card.js';
import { SiteEditor } from './site-editor.js';

/** Languages that visitors may choose, and the one they get without a choice. */
@Component({
  selector: 'app-languages-card',
  imports: [FieldErrors, FormField, MatCheckbox, MatError, MatFormField, MatHint, MatLabel, MatOption, MatSelect, SettingCard],
  template: `
    <app-setting-card name="languages" lead="With more than one, visitors get a menu; their browser’s language is tried first.">
      <mat-form-field>
        <mat-label>Default language</mat-label>
        <mat-select [formField]="i18n.defaultLocale">
          @for (row of selected(); track row.code) {
            <mat-option [value]="row.code">{{ row.name }} ({{ row.code }})</mat-option>
          }
        </mat-select>
        <mat-hint>One of the languages below that are offered.</mat-hint>
        <mat-error><app-field-errors [field]="i18n.defaultLocale()" /></mat-error>
      </mat-form-field>
      <fieldset>
        <legend class="small muted">Offered languages</legend>
        <ul>
          @for (row of rows(); track row.code) {
            <li>
              <mat-checkbox
                [checked]="row.isSelected"
                [disabled]="i18n().disabled() || (row.isSelected && row.code === i18n.defaultLocale().value())"
                (change)="choose(row, $event.checked)"
              >
                <bdi>{{ row.name }}</bdi>&ngsp;<span class="muted small">{{ row.code }}</span>
                @if (row.spokenAs; as language) {
                  &ngsp;<span class="muted small">– not translated, shown in {{ language }}</span>
                }
              </mat-checkbox>
            </li>
          }
        </ul>
      </fieldset>
    </app-setting-card>
  `,
  styles: `
    mat-form-field {
      max-inline-size: 420px;
    }
    fieldset {
      min-inline-size: 0;
      margin: 20px 0 0;
      padding: 0;
      border: 0;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
      margin-inline-start: -10px;
    }
  `,
})
export class LanguagesCard {
  protected readonly i18n = inject(SiteEditor).site.i18n;
  protected readonly rows = computed(() => localeRows(this.i18n().value().locales));
  protected readonly selected = computed(() =>
    this.rows().filter(({ code, isSelected }) => isSelected || code === this.i18n.defaultLocale().value()),
  );

  protected choose(row: LocaleRow, isOn: boolean): void {
    this.i18n().value.update((i18n) => ({ ...i18n, locales: withLocale(i18n.locales, row, isOn) }));
  }
}

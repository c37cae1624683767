import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FieldErrors } from '../ui/field-errors.js';
import { SettingCard } from './setting-card.js';
import { SettingsSearch } from './settings-search.js';
import { KEY_WORDS } from './site-draft.js';
import { SiteEditor } from './site-editor.js';

const PATTERNS = [
  ...['none', 'dots', 'squares', 'tiles', 'radial-blue', 'radial-mono', 'radial-midnight', 'circle-mono', 'carbon-fibre'],
  ...['texture-sky', 'angular-mono', 'angular-spring', 'angular-bloom', 'pets'],
];

/** Settings of earlier versions: kept for clients that ask for them. */
@Component({
  selector: 'app-legacy-card',
  imports: [
    FieldErrors,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSlideToggle,
    SettingCard,
  ],
  template: `
    <app-setting-card
      name="legacy"
      lead="These come from earlier versions. They are checked, stored and answered to older clients, and have no effect."
    >
      @if (isOpen()) {
        <div class="fields">
          @for (key of texts; track key) {
            <mat-form-field class="half">
              <mat-label>{{ words[key] }}</mat-label>
              <input matInput autocomplete="off" [formField]="site[key]" />
              <mat-error><app-field-errors [field]="site[key]()" /></mat-error>
            </mat-form-field>
          }
          <mat-form-field class="half">
            <mat-label>{{ words.homeIncidentStartTimeWithin }}</mat-label>
            <input matInput type="number" [formField]="site.homeIncidentStartTimeWithin" />
            <mat-error><app-field-errors [field]="site.homeIncidentStartTimeWithin()" /></mat-error>
          </mat-form-field>
          @for (choice of choices; track choice.key) {
            <mat-form-field class="half">
              <mat-label>{{ words[choice.key] }}</mat-label>
              <mat-select [formField]="site[choice.key]">
                @for (value of choice.values; track value) {
                  <mat-option [value]="value">{{ value }}</mat-option>
                }
              </mat-select>
              <mat-error><app-field-errors [field]="site[choice.key]()" /></mat-error>
            </mat-form-field>
          }
          <mat-slide-toggle [formField]="site.showSiteStatus">{{ words.showSiteStatus }}</mat-slide-toggle>
          @for (key of documents; track key) {
            <mat-form-field class="half">
              <mat-label>{{ words[key] }} (JSON)</mat-label>
              <textarea matInput class="mono" rows="5" spellcheck="false" [formField]="site[key]"></textarea>
              <mat-error><app-field-errors [field]="site[key]()" /></mat-error>
            </mat-form-field>
          }
        </div>
      } @else {
        <button matButton type="button" (click)="opened.set(true)">Show the legacy settings</button>
      }
    </app-setting-card>
  `,
})
export class LegacyCard {
  private readonly search = inject(SettingsSearch);
  private readonly editor = inject(SiteEditor);
  protected readonly site = this.editor.site;
  protected readonly words = KEY_WORDS;
  protected readonly texts = ['title', 'kenerTheme', 'incidentGroupView'] as const;
  protected readonly choices = [
    { key: 'barRoundness', values: ['SHARP', 'ROUNDED'] },
    { key: 'summaryStyle', values: ['CURRENT', 'DAY'] },
    { key: 'barStyle', values: ['PARTIAL', 'FULL'] },
    { key: 'pattern', values: PATTERNS },
  ] as const;
  protected readonly documents = ['hero', 'homeDataMaxDays', 'metaTags', 'analytics', 'categories', 'monitorSort'] as const;
  protected readonly opened = signal(false);
  /** Also while somebody looks for one of them, or one of them is refused. */
  protected readonly isOpen = computed(() => this.opened() || this.search.query().trim() !== '' || this.editor.wasTried());
}

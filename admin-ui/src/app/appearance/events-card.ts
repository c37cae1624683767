import { Component, inject } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { FieldErrors } from '../ui/field-errors.js';

interface Part {
  words: string;
  show: FieldTree<boolean>;
  count?: FieldTree<number | null>;
  days?: FieldTree<number | null>;
  daysWords?: string;
}

/** Which incidents and maintenances public pages list, and where. */
@Component({
  selector: 'app-events-card',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSlideToggle, SettingCard],
  template: `
    <app-setting-card name="events" lead="For all pages; a page may say otherwise in its own settings.">
      <div class="stack">
        <div>
          <mat-slide-toggle [formField]="all.showInlineEvents">Show events on the page</mat-slide-toggle>
          <p class="muted small">Off: they are listed behind a bell instead.</p>
        </div>
        @for (kind of kinds; track kind.words) {
          <fieldset>
            <legend>
              <mat-slide-toggle [formField]="kind.enabled">{{ kind.words }}</mat-slide-toggle>
            </legend>
            @for (part of kind.parts; track part.words) {
              <div class="part">
                <mat-slide-toggle [formField]="part.show">{{ part.words }}</mat-slide-toggle>
                @if (part.count; as count) {
                  <mat-form-field>
                    <mat-label
                      >At most<span class="visually-hidden"> of {{ part.words }}, {{ kind.words }}</span></mat-label
                    >
                    <input matInput type="number" [formField]="count" />
                    <mat-error><app-field-errors [field]="count()" /></mat-error>
                  </mat-form-field>
                }
                @if (part.days; as days) {
                  <mat-form-field>
                    <mat-label
                      >{{ part.daysWords }}<span class="visually-hidden"> of {{ part.words }}, {{ kind.words }}</span></mat-label
                    >
                    <input matInput type="number" [formField]="days" />
                    <mat-error><app-field-errors [field]="days()" /></mat-error>
                  </mat-form-field>
                }
              </div>
            }
          </fieldset>
        }
        <mat-form-field class="number">
          <mat-label>Number of past incidents</mat-label>
          <input matInput type="number" [formField]="site.homeIncidentCount" />
          <mat-hint>Counts where the settings above were never stored.</mat-hint>
          <mat-error><app-field-errors [field]="site.homeIncidentCount()" /></mat-error>
        </mat-form-field>
      </div>
    </app-setting-card>
  `,
  styles: `
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 12px 0 0;
      border: 0;
      border-block-start: 1px solid var(--line);
    }
    legend {
      float: inline-start;
      inline-size: 100%;
      padding: 0 0 8px;
      font-weight: 600;
    }
    .part {
      display: grid;
      grid-template-columns: minmax(150px, 1fr) minmax(110px, 150px) minmax(110px, 150px);
      gap: 12px;
      align-items: center;
      clear: both;
      padding-block: 6px;
      padding-inline-start: 20px;
    }
    p {
      margin: 4px 0 0 44px;
    }
    .number {
      max-inline-size: 360px;
    }
    @media (max-width: 719px) {
      .part {
        grid-template-columns: 1fr 1fr;
        padding-inline-start: 0;
      }
      .part mat-slide-toggle {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class EventsCard {
  protected readonly site = inject(SiteEditor).site;
  protected readonly all = this.site.eventDisplaySettings;
  protected readonly kinds: readonly { words: string; enabled: FieldTree<boolean>; parts: readonly Part[] }[] = [
    {
      words: 'Incidents',
      enabled: this.all.incidents.enabled,
      parts: [
        { words: 'Ongoing', show: this.all.incidents.ongoing.show },
        {
          ...{ words: 'Resolved', show: this.all.incidents.resolved.show, daysWords: 'Days back' },
          ...{ count: this.all.incidents.resolved.maxCount, days: this.all.incidents.resolved.daysInPast },
        },
      ],
    },
    {
      words: 'Maintenances',
      enabled: this.all.maintenances.enabled,
      parts: [
        { words: 'In progress', show: this.all.maintenances.ongoing.show },
        {
          ...{ words: 'Upcoming', show: this.all.maintenances.upcoming.show, daysWords: 'Days ahead' },
          ...{ count: this.all.maintenances.upcoming.maxCount, days: this.all.maintenances.upcoming.daysInFuture },
        },
        {
          ...{ words: 'Past', show: this.all.maintenances.past.show, daysWords: 'Days back' },
          ...{ count: this.all.maintenances.past.maxCount, days: this.all.maintenances.past.daysInPast },
        },
      ],
    },
  ];
}

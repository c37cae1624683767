import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FieldErrors } from '../ui/field-errors.js';
import { SettingCard } from './setting-card.js';
import { SiteEditor } from './site-editor.js';

/** How long samples are kept. */
@Component({
  selector: 'app-retention-card',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSlideToggle, MatSuffix, SettingCard],
  template: `
    <app-setting-card name="retention">
      <div class="stack">
        <mat-slide-toggle [formField]="policy.enabled">Delete minute data that is old</mat-slide-toggle>
        @if (policy.enabled().value()) {
          <mat-form-field class="number">
            <mat-label>Keep minute data for</mat-label>
            <input matInput type="number" [formField]="policy.retentionDays" />
            <span matTextSuffix>days</span>
            <mat-hint>Older minutes are deleted each night and do not come back. Bars and percentages of a year stay.</mat-hint>
            <mat-error><app-field-errors [field]="policy.retentionDays()" /></mat-error>
          </mat-form-field>
        }
      </div>
    </app-setting-card>
  `,
  styles: `
    .number {
      max-inline-size: 420px;
    }
  `,
})
export class RetentionCard {
  protected readonly policy = inject(SiteEditor).site.dataRetentionPolicy;
}

/** Which stages of planned work subscribers hear of. */
@Component({
  selector: 'app-maintenance-notices-card',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSlideToggle, MatSuffix, SettingCard],
  template: `
    <app-setting-card name="maintenance-notifications" lead="The same for every maintenance of the site.">
      <div class="stack">
        <mat-slide-toggle [formField]="notices.event_types.created">Tell when it is planned</mat-slide-toggle>
        <mat-slide-toggle [formField]="notices.event_types.reminder">Remind before it starts</mat-slide-toggle>
        <mat-slide-toggle [formField]="notices.event_types.started">Tell when it starts</mat-slide-toggle>
        <mat-slide-toggle [formField]="notices.event_types.ended">Tell when it ends</mat-slide-toggle>
        <mat-form-field class="number">
          <mat-label>Remind before the start</mat-label>
          <input matInput type="number" [formField]="notices.reminder_buffer_hours" />
          <span matTextSuffix>hours</span>
          <mat-hint>From then on it also counts as ready.</mat-hint>
          <mat-error><app-field-errors [field]="notices.reminder_buffer_hours()" /></mat-error>
        </mat-form-field>
      </div>
    </app-setting-card>
  `,
  styles: `
    .number {
      max-inline-size: 420px;
    }
  `,
})
export class MaintenanceNoticesCard {
  protected readonly notices = inject(SiteEditor).site.globalMaintenanceNotificationSettings;
}

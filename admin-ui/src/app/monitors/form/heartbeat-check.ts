import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../ui/field-errors.js';
import { HeartbeatUrls } from '../heartbeat-urls.js';
import type { MonitorDraft } from './monitor-draft.js';

/** How long a job may stay silent, and the address it calls. */
@Component({
  selector: 'app-heartbeat-check',
  imports: [FieldErrors, FormField, HeartbeatUrls, MatError, MatFormField, MatInput, MatLabel, MatSuffix],
  template: `
    <div class="fields">
      <mat-form-field class="half">
        <mat-label>Degraded after a silence of</mat-label>
        <input matInput type="number" [formField]="monitor().degradedMinutes" />
        <span matTextSuffix>minutes</span>
        <mat-error><app-field-errors [field]="monitor().degradedMinutes()" /></mat-error>
      </mat-form-field>
      <mat-form-field class="half">
        <mat-label>Down after a silence of</mat-label>
        <input matInput type="number" [formField]="monitor().downMinutes" />
        <span matTextSuffix>minutes</span>
        <mat-error><app-field-errors [field]="monitor().downMinutes()" /></mat-error>
      </mat-form-field>
      @if (tag(); as tag) {
        <app-heartbeat-urls [tag]="tag" />
      } @else {
        <p class="muted">You get the address to call as soon as the monitor is created.</p>
      }
    </div>
  `,
})
export class HeartbeatCheck {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  /** Absent = a new monitor, which has no address yet. */
  readonly tag = input<string>();
}

import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { STATUSES } from '@clarion/contract';
import { STATUS_WORDS } from '../../platform/status-words.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { graceWords } from './grace-words.js';
import type { MonitorDraft } from './monitor-draft.js';
import type { ScheduleWords } from './schedule-words.js';

/** When a change of status counts, and what counts as downtime. */
@Component({
  selector: 'app-grace-section',
  imports: [FieldErrors, FormField, MatCheckbox, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, MatSuffix],
  template: `
    <section class="card-body" aria-labelledby="grace">
      <h2 id="grace">Grace &amp; uptime</h2>
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Grace period</mat-label>
          <input matInput type="number" [formField]="monitor().threshold" />
          <span matTextSuffix>checks in a row</span>
          <mat-error><app-field-errors [field]="monitor().threshold()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Default status</mat-label>
          <mat-select [formField]="monitor().defaultStatus">
            @for (status of statuses; track status) {
              <mat-option [value]="status">{{ words[status] }}</mat-option>
            }
          </mat-select>
          <mat-hint>Recorded when a check has nothing to say.</mat-hint>
        </mat-form-field>
        <p class="grace" aria-live="polite">{{ grace() }}</p>
        <mat-checkbox [formField]="monitor().degradedIsDowntime">Count degraded minutes as downtime</mat-checkbox>
      </div>
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 16px;
    }
    .grace {
      padding: 10px 14px;
      border-radius: 8px;
      background: var(--sunken);
    }
    mat-checkbox {
      margin: -8px 0 -8px -10px;
    }
  `,
})
export class GraceSection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  readonly schedule = input.required<ScheduleWords | null>();
  protected readonly statuses = STATUSES;
  protected readonly words = STATUS_WORDS;
  protected readonly grace = computed(() => {
    const schedule = this.schedule();
    return graceWords(this.monitor().threshold().value() ?? 1, schedule?.ok ? schedule.intervalSeconds : null);
  });
}

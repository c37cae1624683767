import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FieldErrors } from '../../ui/field-errors.js';
import type { MonitorDraft } from './monitor-draft.js';

/** Whether it runs, who sees it, and where its name leads. */
@Component({
  selector: 'app-visibility-section',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSlideToggle],
  template: `
    <section class="card-body" aria-labelledby="visibility">
      <h2 id="visibility">Visibility</h2>
      <div class="toggles">
        <div>
          <mat-slide-toggle [formField]="monitor().isActive">Active</mat-slide-toggle>
          <p class="muted small">A paused monitor is not checked and absent from public pages.</p>
        </div>
        <div>
          <mat-slide-toggle [formField]="monitor().isHidden">Hidden</mat-slide-toggle>
          <p class="muted small">A hidden monitor is checked, but nobody outside sees it.</p>
        </div>
        <div>
          <mat-slide-toggle [formField]="monitor().offersBadges">Offer badges</mat-slide-toggle>
          <p class="muted small">Its public page helps readers to put a badge elsewhere.</p>
        </div>
        <div>
          <mat-slide-toggle [formField]="monitor().offersEmbeds">Offer embeds</mat-slide-toggle>
          <p class="muted small">Its public page helps readers to embed it elsewhere.</p>
        </div>
        @if (isNew()) {
          <div>
            <mat-slide-toggle [formField]="monitor().onHomePage">Show on the home page</mat-slide-toggle>
            <p class="muted small">Puts it at the end of your main status page.</p>
          </div>
        }
      </div>
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Category</mat-label>
          <input matInput autocomplete="off" [formField]="monitor().category" />
          <mat-hint>Optional, for your own order.</mat-hint>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>External link</mat-label>
          <input matInput type="url" autocomplete="off" spellcheck="false" placeholder="https://" [formField]="monitor().externalUrl" />
          <mat-hint>Optional, shown on its public page.</mat-hint>
          <mat-error><app-field-errors [field]="monitor().externalUrl()" /></mat-error>
        </mat-form-field>
      </div>
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 16px;
    }
    .toggles {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
      gap: 16px;
      margin-block-end: 24px;
    }
    .toggles p {
      margin: 4px 0 0 60px;
    }
  `,
})
export class VisibilitySection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  readonly isNew = input.required<boolean>();
}

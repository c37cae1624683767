import { Component, effect, input, untracked } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../ui/field-errors.js';
import { suggestTag, type MonitorDraft } from './monitor-draft.js';

/** What the monitor is called, here and on the public pages. */
@Component({
  selector: 'app-general-section',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <section class="card-body" aria-labelledby="general">
      <h2 id="general">General</h2>
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Name</mat-label>
          <input matInput autocomplete="off" [formField]="monitor().name" />
          <mat-hint>As readers of the status page see it.</mat-hint>
          <mat-error><app-field-errors [field]="monitor().name()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Tag</mat-label>
          @if (isNew()) {
            <input matInput class="mono" autocomplete="off" spellcheck="false" [formField]="monitor().tag" />
          } @else {
            <input matInput class="mono" readonly [value]="monitor().tag().value()" />
          }
          <mat-hint>{{
            isNew()
              ? 'Stands in addresses and the API, and cannot be changed later.'
              : 'Cannot be changed. Clone the monitor for another tag.'
          }}</mat-hint>
          <mat-error><app-field-errors [field]="monitor().tag()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Description</mat-label>
          <textarea matInput rows="2" [formField]="monitor().description"></textarea>
          <mat-hint>Optional. One sentence for readers: what this service does for them.</mat-hint>
          <mat-error><app-field-errors [field]="monitor().description()" /></mat-error>
        </mat-form-field>
      </div>
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 16px;
    }
  `,
})
export class GeneralSection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  readonly isNew = input.required<boolean>();

  constructor() {
    // Follows the name until somebody writes a tag of their own.
    effect(() => {
      const name = this.monitor().name().value();
      if (!this.isNew()) return;
      untracked(() => {
        const tag = this.monitor().tag();
        if (!tag.dirty()) tag.value.set(suggestTag(name));
      });
    });
  }
}

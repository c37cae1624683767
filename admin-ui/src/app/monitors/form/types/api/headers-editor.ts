import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { Icon } from '../../../../ui/icon.js';
import { focusLater } from '../../fields/focus-later.js';
import { isMasked } from '../../fields/masked.js';
import { SecretShown } from '../../fields/secret-shown.js';
import type { HeaderDraft } from './api-draft.js';

/** Request headers, one row each. A secret value shows its last four characters and is kept until it is replaced. */
@Component({
  selector: 'app-headers-editor',
  imports: [FieldErrors, FormField, Icon, MatButton, MatError, MatFormField, MatIconButton, MatInput, MatLabel, SecretShown],
  template: `
    <fieldset>
      <legend>Headers</legend>
      @for (header of rows(); track $index; let index = $index) {
        <div class="header">
          <mat-form-field>
            <mat-label>Name</mat-label>
            <input matInput autocomplete="off" spellcheck="false" [formField]="header.key" />
            <mat-error><app-field-errors [field]="header.key()" /></mat-error>
          </mat-form-field>
          @if (isMasked(header.value().value())) {
            <app-secret-shown
              [masked]="header.value().value()"
              [what]="'the value of ' + header.key().value()"
              (replaced)="replace(index)"
            />
          } @else {
            <mat-form-field>
              <mat-label>Value</mat-label>
              <input matInput autocomplete="off" spellcheck="false" [formField]="header.value" />
            </mat-form-field>
          }
          <button
            matIconButton
            type="button"
            [attr.aria-label]="'Remove header ' + (header.key().value() || index + 1)"
            (click)="remove(index)"
          >
            <app-icon name="close" />
          </button>
        </div>
      }
      <button matButton type="button" class="add" (click)="add()"><app-icon matButtonIcon name="plus" />Add header</button>
    </fieldset>
  `,
  styles: `
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0 0 8px;
      color: var(--muted);
      font-size: 0.8125rem;
      font-weight: 560;
    }
    .header {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
      gap: 8px;
      align-items: start;
      margin-block-end: 10px;
    }
    .header > button {
      margin-block-start: 4px;
    }
    @media (max-width: 719px) {
      .header {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .header > :nth-child(2) {
        grid-row: 2;
        grid-column: 1 / -1;
      }
    }
    .add {
      margin-inline-start: -8px;
    }
  `,
})
export class HeadersEditor {
  readonly headers = input.required<FieldTree<HeaderDraft[]>>();
  private readonly focus = focusLater();
  protected readonly isMasked = isMasked;
  protected readonly rows = computed(() => [...this.headers()]);

  protected add(): void {
    this.headers()().value.update((headers) => [...headers, { key: '', value: '' }]);
    this.focus((host) => [...host.querySelectorAll('input')].at(-2));
  }

  protected remove(index: number): void {
    this.headers()().value.update((headers) => headers.filter((_, at) => at !== index));
    this.focus(
      (host) =>
        host
          .querySelectorAll('.header')
          .item(Math.max(0, index - 1))
          ?.querySelector('input') ?? host.querySelector('.add'),
    );
  }

  protected replace(index: number): void {
    this.headers()().value.update((headers) => headers.map((header, at) => (at === index ? { ...header, value: '' } : header)));
    this.focus((host) => host.querySelectorAll('.header').item(index).querySelectorAll('input').item(1));
  }
}

import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { HTTP_METHODS } from '@clarion/contract';
import { FieldErrors } from '../../ui/field-errors.js';
import { HeadersEditor } from './headers-editor.js';
import type { MonitorDraft } from './monitor-draft.js';

/** The request of a website or API check. */
@Component({
  selector: 'app-api-check',
  imports: [
    FieldErrors,
    FormField,
    HeadersEditor,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSuffix,
  ],
  template: `
    <div class="fields">
      <mat-form-field>
        <mat-label>URL</mat-label>
        <input
          matInput
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          placeholder="https://example.com/health"
          [formField]="monitor().url"
        />
        <mat-error><app-field-errors [field]="monitor().url()" /></mat-error>
      </mat-form-field>
      <mat-form-field class="third">
        <mat-label>Method</mat-label>
        <mat-select [formField]="monitor().method">
          @for (method of methods; track method) {
            <mat-option [value]="method">{{ method }}</mat-option>
          }
        </mat-select>
      </mat-form-field>
      <mat-form-field class="third">
        <mat-label>Timeout</mat-label>
        <input matInput type="number" [formField]="monitor().timeout" />
        <span matTextSuffix>ms</span>
        @if (isTimeoutLong()) {
          <mat-hint>Longer than the time between two checks.</mat-hint>
        }
        <mat-error><app-field-errors [field]="monitor().timeout()" /></mat-error>
      </mat-form-field>
      <mat-form-field class="third">
        <mat-label>Maximum redirects</mat-label>
        <input matInput type="number" [formField]="monitor().maxRedirects" />
        <mat-error><app-field-errors [field]="monitor().maxRedirects()" /></mat-error>
      </mat-form-field>
      <app-headers-editor [headers]="monitor().headers" />
      @if (takesBody()) {
        <mat-form-field>
          <mat-label>Body</mat-label>
          <textarea matInput class="mono" rows="4" spellcheck="false" [formField]="monitor().body"></textarea>
          <mat-error><app-field-errors [field]="monitor().body()" /></mat-error>
        </mat-form-field>
      }
      <div class="checks">
        <mat-checkbox [formField]="monitor().followRedirects">Follow redirects</mat-checkbox>
        <mat-checkbox [formField]="monitor().allowSelfSignedCert">Accept self-signed certificates</mat-checkbox>
      </div>
      <p class="muted small">
        Operational when the answer is 200–399 or 429, down otherwise. Names like <code>$SECRET_TOKEN</code> in the URL, headers and body
        are filled in on the server.
      </p>
    </div>
  `,
  styles: `
    .checks {
      display: flex;
      flex-wrap: wrap;
      gap: 0 24px;
      margin-block: -8px;
      margin-inline-start: -10px;
    }
  `,
})
export class ApiCheck {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  readonly intervalSeconds = input.required<number | null>();
  protected readonly methods = HTTP_METHODS;
  protected readonly takesBody = computed(() => !['GET', 'HEAD'].includes(this.monitor().method().value()));
  protected readonly isTimeoutLong = computed(() => {
    const [timeout, interval] = [this.monitor().timeout().value(), this.intervalSeconds()];
    return timeout !== null && interval !== null && timeout >= interval * 1000;
  });
}

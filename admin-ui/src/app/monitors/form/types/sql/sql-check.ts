import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { SecretField } from '../../fields/secret-field.js';
import { SQL_ENGINES, SQL_KIND, type SqlDraft } from './sql-draft.js';

/** A database, the way in, and the query it must answer. */
@Component({
  selector: 'app-sql-check',
  imports: [
    FieldErrors,
    Fold,
    FormField,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NumberField,
    SecretField,
  ],
  template: `
    <div class="fields">
      <mat-form-field class="third">
        <mat-label>Database</mat-label>
        <mat-select [formField]="check().dbType">
          @for (engine of engines; track engine.type) {
            <mat-option [value]="engine.type">{{ engine.words }}</mat-option>
          }
          @if (foreignEngine(); as type) {
            <mat-option [value]="type">{{ type }} (as stored)</mat-option>
          }
        </mat-select>
        <mat-error><app-field-errors [field]="check().dbType()" /></mat-error>
      </mat-form-field>
      <app-secret-field
        class="two-thirds"
        label="Connection"
        what="the connection"
        [placeholder]="example()"
        hint="Kept encrypted and never shown again. $SECRET_NAME is filled in on the server."
        [field]="check().connectionString"
      />
      <mat-form-field>
        <mat-label>Query</mat-label>
        <textarea matInput class="mono" rows="2" spellcheck="false" autocapitalize="off" [formField]="check().query"></textarea>
        <mat-hint>One statement, run in a read-only session; its result does not matter, only that it answers.</mat-hint>
        <mat-error><app-field-errors [field]="check().query()" /></mat-error>
      </mat-form-field>
      <p class="muted small">
        Give it a user of its own that may do nothing but read. Special characters in a password are escaped: <code>{{ '@' }}</code> is
        <code>%40</code>. The monitor is down when the connection or the query fails.
      </p>
      <app-fold summary="Timeout" [isChanged]="check().timeout().value() !== fresh.timeout" [isInvalid]="check().timeout().invalid()">
        <app-number-field label="Timeout" unit="ms" hint="For connecting and the query together." [field]="check().timeout" />
      </app-fold>
    </div>
  `,
})
export class SqlCheck {
  readonly check = input.required<FieldTree<SqlDraft>>();
  protected readonly engines = SQL_ENGINES;
  protected readonly fresh = SQL_KIND.fresh;
  protected readonly example = computed(() => SQL_ENGINES.find(({ type }) => type === this.check().dbType().value())?.example ?? '');
  /** An engine that only a client could choose stays choosable, or opening the form would change it. */
  protected readonly foreignEngine = computed(() => {
    const type = this.check().dbType().value();
    return SQL_ENGINES.some((engine) => engine.type === type) ? null : type;
  });
}

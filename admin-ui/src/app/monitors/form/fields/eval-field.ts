import { Component, computed, input, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { FieldErrors } from '../../../ui/field-errors.js';
import type { EvalDocs } from './eval-docs.js';

/** Who judges what a check found: the rule of its type, or a function somebody writes, with what it gets and must return. */
@Component({
  selector: 'app-eval-field',
  imports: [FieldErrors, FormField, MatButton, MatError, MatFormField, MatInput, MatLabel, MatRadioButton, MatRadioGroup],
  template: `
    <mat-radio-group aria-label="Who decides the status" [value]="isOwn()" (change)="choose($event.value)">
      <mat-radio-button [value]="false"
        >By the built-in rule <span class="muted small">{{ docs().builtIn }}</span></mat-radio-button
      >
      <mat-radio-button [value]="true">By a function of your own</mat-radio-button>
    </mat-radio-group>
    @if (isOwn()) {
      <mat-form-field>
        <mat-label>Function</mat-label>
        <textarea
          matInput
          class="mono"
          rows="9"
          wrap="off"
          spellcheck="false"
          autocapitalize="off"
          [formField]="field()"
          (input)="isEditing.set(true)"
        ></textarea>
        <mat-error><app-field-errors [field]="field()()" /></mat-error>
      </mat-form-field>
      <div class="docs small">
        <p>
          It gets
          @for (argument of docs().arguments; track argument.name; let last = $last) {
            <code>{{ argument.name }}</code>{{ last ? '' : ', ' }}
          }
          and returns <code>{{ '{ status, latency }' }}</code>: a status of <code>UP</code>, <code>DEGRADED</code>, <code>DOWN</code> or
          <code>MAINTENANCE</code>, and milliseconds. If it throws, the check counts as down and the error is recorded.
        </p>
        <dl>
          @for (argument of docs().arguments; track argument.name) {
            <div>
              <dt>
                <code>{{ argument.name }}</code>
              </dt>
              <dd class="muted">{{ argument.words }}</dd>
            </div>
          }
        </dl>
        <p class="muted">
          It runs in a sandbox without network, files or timers, for one second and 64 MiB at most. Try it with Test now before you save.
        </p>
        @if (!isExample()) {
          <button matButton type="button" (click)="showExample()">Put the example back</button>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    mat-radio-group {
      display: flex;
      flex-direction: column;
      margin-inline-start: -10px;
    }
    mat-radio-button .small {
      margin-inline-start: 6px;
    }
    textarea {
      line-height: 1.5;
      tab-size: 2;
    }
    .docs {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 8px;
    }
    dl div {
      display: grid;
      grid-template-columns: minmax(104px, auto) 1fr;
      gap: 12px;
    }
    button {
      margin-inline-start: -12px;
    }
  `,
})
export class EvalField {
  /** Empty = the built-in rule. */
  readonly field = input.required<FieldTree<string>>();
  readonly docs = input.required<EvalDocs>();
  /** Stays true while somebody empties the editor to write anew. */
  protected readonly isEditing = signal(false);
  protected readonly isOwn = computed(() => this.isEditing() || this.field()().value() !== '');
  private kept = '';
  protected readonly isExample = computed(() => this.field()().value() === this.docs().example);

  protected choose(isOwn: boolean): void {
    const field = this.field()();
    if (!isOwn) this.kept = field.value();
    this.isEditing.set(isOwn);
    field.value.set(isOwn ? this.kept || this.docs().example : '');
    field.markAsDirty();
  }

  protected showExample(): void {
    this.field()().value.set(this.docs().example);
    this.field()().markAsDirty();
  }
}

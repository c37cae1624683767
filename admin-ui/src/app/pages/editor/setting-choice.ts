import { Component, computed, inject, input } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { EditorStore } from './editor-store.js';
import { chosenAt, faultAt, rangeOf, siteValueAt, withChoice } from './settings-tree.js';

/** One setting of the page that follows the site until somebody chooses for this page: shown or hidden, or a number. */
@Component({
  selector: 'app-setting-choice',
  imports: [MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      @if (isNumber()) {
        <input
          #field
          matInput
          type="number"
          inputmode="numeric"
          [min]="range().minimum"
          [max]="range().maximum"
          [value]="chosen() ?? ''"
          [disabled]="!store.canWrite"
          [placeholder]="siteWords()"
          [attr.aria-invalid]="fault() !== null || null"
          (input)="enter(field.value)"
        />
      } @else {
        <mat-select [value]="chosen() ?? 'site'" [disabled]="!store.canWrite" (selectionChange)="pick($event.value)">
          <mat-option value="site">{{ siteWords() }}</mat-option>
          <mat-option [value]="true">Shown</mat-option>
          <mat-option [value]="false">Hidden</mat-option>
        </mat-select>
      }
      @if (isNumber()) {
        <mat-hint [class.bad]="fault() !== null">{{
          fault() ?? (chosen() === undefined ? siteWords() : 'Empty: ' + siteWords())
        }}</mat-hint>
      }
    </mat-form-field>
  `,
  styles: `
    :host {
      display: block;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class SettingChoice {
  protected readonly store = inject(EditorStore);
  /** Where it lies in the settings: `incidents.resolved.max_count`. */
  readonly path = input.required<string>();
  readonly label = input.required<string>();
  /** The site's `eventDisplaySettings`; undefined = it has none, null = they may not be read. */
  readonly shared = input<unknown>();
  /** Of what has no value of the site: `As usual`. */
  readonly usual = input('As the site says');
  protected readonly chosen = computed(() => chosenAt(this.store.draft().settings, this.path()));
  private readonly siteValue = computed(() => siteValueAt(this.shared() ?? undefined, this.path()));
  protected readonly isNumber = computed(() => typeof this.siteValue() === 'number');
  protected readonly siteWords = computed(() => {
    if (this.shared() === null) return this.usual();
    const value = this.siteValue();
    return `${this.usual()}: ${typeof value === 'boolean' ? (value ? 'shown' : 'hidden') : value}`;
  });
  protected readonly range = computed(() => rangeOf(this.path()));
  protected readonly fault = computed(() => (this.isNumber() ? faultAt(this.store.draft().settings, this.path()) : null));

  protected pick(value: boolean | 'site'): void {
    this.choose(value === 'site' ? undefined : value);
  }

  protected enter(text: string): void {
    this.choose(text.trim() === '' ? undefined : Number(text));
  }

  private choose(value: unknown): void {
    this.store.draft.update((draft) => ({ ...draft, settings: withChoice(draft.settings, this.path(), value) }));
  }
}

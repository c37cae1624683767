import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Colours } from '../settings/site-draft.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { checkColour, COLOUR_WORDS } from './colour-checks.js';
import { contrast, ratioText, type Scheme } from '@clarion/domain/contrast';

/** One colour, by picker or by its digits, with how well it can be seen where it is drawn. */
@Component({
  selector: 'app-colour-row',
  imports: [FieldErrors, FormField, Icon, MatButton, MatError, MatFormField, MatInput, MatLabel],
  template: `
    <div class="pick">
      <input
        #picker
        type="color"
        [value]="picked()"
        [disabled]="field()().disabled()"
        [attr.aria-label]="words() + ', ' + scheme() + ': pick'"
        (input)="set(picker.value)"
      />
      <mat-form-field>
        <mat-label>{{ words() }}</mat-label>
        <input matInput class="mono" autocomplete="off" spellcheck="false" [formField]="field()" />
        <mat-error><app-field-errors [field]="field()()" /></mat-error>
      </mat-form-field>
    </div>
    @if (check(); as check) {
      <p class="small" [class.bad]="!check.isEnough" aria-live="polite">
        <app-icon [name]="check.isEnough ? 'check' : 'warning'" />
        <span>
          @for (line of check.lines; track line.on; let last = $last) {
            {{ text(line.ratio) }} : 1 {{ line.on }}{{ last ? '' : ', ' }}
          }
          @if (!check.isEnough) {
            – hard to see.
          }
        </span>
      </p>
      @if (check.suggestion; as suggestion) {
        @if (!field()().disabled()) {
          <button matButton type="button" (click)="set(suggestion)">
            <span class="swatch" [style.background]="suggestion"></span>Use {{ suggestion
            }}<span class="visually-hidden"> for {{ words() }}, {{ scheme() }}</span>
          </button>
        }
      }
    }
  `,
  styles: `
    .pick {
      display: flex;
      align-items: center;
      gap: 10px;
    }
    input[type='color'] {
      flex: none;
      inline-size: 44px;
      block-size: 44px;
      padding: 2px;
      border: 1px solid var(--line-strong);
      border-radius: 8px;
      background: var(--card);
      cursor: pointer;
    }
    input[type='color']:disabled {
      cursor: default;
    }
    p {
      display: flex;
      align-items: center;
      gap: 6px;
      margin-block-start: 4px;
      color: var(--muted);
    }
    p app-icon {
      inline-size: 16px;
      block-size: 16px;
      color: var(--up-text);
    }
    p.bad,
    p.bad app-icon {
      color: var(--degraded-text);
    }
    .swatch {
      display: inline-block;
      inline-size: 14px;
      block-size: 14px;
      margin-inline-end: 8px;
      border-radius: 4px;
      vertical-align: -2px;
    }
  `,
})
export class ColourRow {
  readonly name = input.required<keyof Colours>();
  readonly colours = input.required<FieldTree<Colours>>();
  readonly scheme = input.required<Scheme>();
  protected readonly text = ratioText;
  protected readonly words = computed(() => COLOUR_WORDS[this.name()]);
  protected readonly field = computed<FieldTree<string>>(() => this.colours()[this.name()]);
  /** A picker takes whole colours only. */
  protected readonly picked = computed(() =>
    contrast(this.field()().value(), '#000000') === null ? '#000000' : this.field()().value().toLowerCase(),
  );
  protected readonly check = computed(() => checkColour(this.name(), this.colours()().value(), this.scheme()));

  protected set(colour: string): void {
    this.field()().value.set(colour);
    this.field()().markAsDirty();
  }
}

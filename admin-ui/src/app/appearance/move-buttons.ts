import { Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '../ui/icon.js';

/** Up and down for an entry of a list; Alt and the arrows do the same anywhere in its row. */
@Component({
  selector: 'app-move-buttons',
  imports: [Icon, MatIconButton, MatTooltip],
  template: `
    <button
      matIconButton
      type="button"
      matTooltip="Move up (Alt ↑)"
      disabledInteractive
      [disabled]="index() === 0"
      [attr.aria-label]="'Move ' + what() + ' up'"
      (click)="move.emit(index() - 1)"
    >
      <app-icon class="up" name="chevronDown" />
    </button>
    <button
      matIconButton
      type="button"
      matTooltip="Move down (Alt ↓)"
      disabledInteractive
      [disabled]="index() === count() - 1"
      [attr.aria-label]="'Move ' + what() + ' down'"
      (click)="move.emit(index() + 1)"
    >
      <app-icon name="chevronDown" />
    </button>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
    .up {
      rotate: 180deg;
    }
  `,
})
export class MoveButtons {
  readonly index = input.required<number>();
  readonly count = input.required<number>();
  readonly what = input.required<string>();
  /** The place it goes to, from 0. */
  readonly move = output<number>();
}

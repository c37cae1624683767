import { Component, computed, input, linkedSignal } from '@angular/core';
import { Icon } from '../../../ui/icon.js';

let made = 0;

/**
 * Settings most people leave alone, folded away until they are asked for. It opens by itself when something in it is not the default, and
 * stays open while something in it is wrong, or nobody would find the error.
 */
@Component({
  selector: 'app-fold',
  imports: [Icon],
  template: `
    <button type="button" [attr.aria-expanded]="isOpen()" [attr.aria-controls]="id" (click)="wanted.set(!isOpen())">
      <app-icon name="chevronRight" [class.open]="isOpen()" />
      <span class="words"
        ><strong>{{ heading() }}</strong
        ><span class="muted small">{{ summary() }}</span></span
      >
    </button>
    <div class="inside" [id]="id" [hidden]="!isOpen()">
      @if (isOpen()) {
        <ng-content />
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
      border: 1px solid var(--line);
      border-radius: 10px;
    }
    button {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: 48px;
      padding: 8px 14px 8px 10px;
      border: 0;
      border-radius: 9px;
      background: none;
      color: var(--text);
      font: inherit;
      text-align: start;
      cursor: pointer;

      &:hover {
        background: var(--sunken);
      }
    }
    app-icon {
      color: var(--muted);
      transition: transform 120ms;
    }
    .open {
      transform: rotate(90deg);
    }
    .words {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 12px;
      min-inline-size: 0;
    }
    strong {
      font-weight: 560;
    }
    .inside {
      padding: 12px 16px 18px;
    }
  `,
})
export class Fold {
  readonly heading = input('Advanced');
  /** What lies inside, in a few words. */
  readonly summary = input('');
  /** Something inside differs from the default. */
  readonly isChanged = input(false);
  readonly isInvalid = input(false);
  protected readonly id = `fold-${(made += 1)}`;
  /** Opens for what was stored, not for what is typed: a fold does not move under somebody's hands. */
  protected readonly wanted = linkedSignal<boolean, boolean>({
    source: this.isChanged,
    computation: (isChanged, previous) => previous?.value === true || isChanged,
  });
  protected readonly isOpen = computed(() => this.wanted() || this.isInvalid());
}

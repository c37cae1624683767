import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatChip, MatChipRemove, MatChipSet } from '@angular/material/chips';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { Filter } from '../ui/filters/filters.js';
import { Icon } from '../ui/icon.js';

export type MenuFilter = Filter;

/** One menu per filter, and a chip for each that is on: the bar of lists that have nothing to search. What is projected stands at the end. */
@Component({
  selector: 'app-filter-menus',
  imports: [Icon, MatButton, MatChip, MatChipRemove, MatChipSet, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <div class="bar" role="group" aria-label="Filters">
      @for (filter of filters(); track filter.name) {
        <button matButton type="button" [matMenuTriggerFor]="menu">
          {{ filter.name }}
          <app-icon matButtonIcon iconPositionEnd name="chevronDown" />
        </button>
        <mat-menu #menu>
          @for (option of filter.options; track option.label) {
            <button
              mat-menu-item
              type="button"
              role="menuitemradio"
              [attr.aria-checked]="option.label === filter.chosen"
              (click)="option.pick()"
            >
              <app-icon matMenuItemIcon name="check" [class.off]="option.label !== filter.chosen" />
              <span>{{ option.label }}</span>
            </button>
          }
        </mat-menu>
      }
      <span class="spacer"></span>
      <ng-content />
    </div>
    @if (chosen().length > 0) {
      <div class="bar chosen">
        <mat-chip-set aria-label="Filters that are on">
          @for (filter of chosen(); track filter.name) {
            <mat-chip (removed)="filter.clear()">
              {{ filter.name }}: {{ filter.chosen }}
              <button matChipRemove type="button" [attr.aria-label]="'Remove filter ' + filter.name"><app-icon name="close" /></button>
            </mat-chip>
          }
        </mat-chip-set>
        <button matButton type="button" (click)="cleared.emit()">Clear filters</button>
      </div>
    }
  `,
  styles: `
    .bar {
      display: flex;
      align-items: center;
      flex-wrap: wrap;
      gap: 4px;
      padding: 10px 16px 10px 8px;
    }
    .chosen {
      padding-block-start: 0;
      padding-inline-start: 16px;
    }
    .off {
      visibility: hidden;
    }
  `,
})
export class FilterMenus {
  readonly filters = input.required<readonly Filter[]>();
  readonly cleared = output();
  protected readonly chosen = computed(() => this.filters().filter(({ chosen }) => chosen !== null));
}

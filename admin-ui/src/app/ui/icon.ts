import { Component, computed, input } from '@angular/core';
import { ICON_PATHS, type IconName } from './icon-paths.js';

/** A drawn symbol that takes the colour of its text. Always decorative: the words beside it say what it means. */
@Component({
  selector: 'app-icon',
  template: `
    <svg
      viewBox="0 0 24 24"
      width="100%"
      height="100%"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-block;
      inline-size: 20px;
      block-size: 20px;
      flex: none;
      line-height: 0;
      vertical-align: middle;
    }
    :host-context(.mat-mdc-icon-button) {
      inline-size: 22px;
      block-size: 22px;
    }
  `,
  host: { 'aria-hidden': 'true', class: 'mat-icon' },
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => ICON_PATHS[this.name()]);
}

import { Component, input } from '@angular/core';
import { Icon } from './icon.js';
import type { IconName } from './icon-paths.js';

/** Why a list is empty, and the one thing to do next (projected). */
@Component({
  selector: 'app-empty-state',
  imports: [Icon],
  template: `
    <span class="disc"><app-icon [name]="icon()" /></span>
    <h2>{{ heading() }}</h2>
    <p class="muted">{{ text() }}</p>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 48px 24px;
      text-align: center;
    }
    .disc {
      display: grid;
      place-items: center;
      inline-size: 56px;
      block-size: 56px;
      margin-block-end: 8px;
      border-radius: 50%;
      background: var(--accent-container);
      color: var(--accent);
    }
    .disc app-icon {
      inline-size: 26px;
      block-size: 26px;
    }
    p {
      max-inline-size: 46ch;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      margin-block-start: 12px;
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}

import { Component, inject, input, model } from '@angular/core';

import { Texts } from '../text/texts';

/** Pages with fewer monitors can be read whole. */
export const TOOLBAR_FROM = 13;

/** Search and the Problems filter of a long page. Both only work with script, so both are hidden without it. */
@Component({
  selector: 'app-page-toolbar',
  templateUrl: './page-toolbar.html',
  host: { class: 'toolbar needs-script', role: 'search' },
})
export class PageToolbar {
  protected readonly texts = inject(Texts);

  readonly total = input.required<number>();
  readonly problems = input.required<number>();
  readonly shown = input.required<number>();
  readonly query = model.required<string>();
  readonly isProblemsOnly = model.required<boolean>();

  protected type(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
  }
}

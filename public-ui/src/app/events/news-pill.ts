import { Component, inject, input, output } from '@angular/core';

import { Texts } from '../text/texts';

/** Says that there is something new, and leaves the page as it is until the reader wants it. It floats, so nothing moves for it either. */
@Component({
  selector: 'app-news-pill',
  template: `
    <div class="news">
      <span>{{ text() }}</span>
      <button type="button" class="button" (click)="shown.emit()">{{ texts.say('news.show') }}</button>
    </div>
  `,
})
export class NewsPill {
  protected readonly texts = inject(Texts);
  readonly text = input.required<string>();
  readonly shown = output();
}

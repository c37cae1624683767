import { Component, inject, input } from '@angular/core';

import { Texts } from '../text/texts';
import { type Subject, Subscribing } from './subscribing';

/** Leads to a subscription to one thing on the page; without script, to the page where any can be made. */
@Component({
  selector: 'app-subscribe-to',
  template: `
    @if (subscribing.isOffered()) {
      <a class="button" [href]="subscribing.href()" aria-haspopup="dialog" (click)="subscribing.open($event, subject())">
        <!-- Drawn here: the sprite has what every page uses. -->
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3M10 2.5V4" class="line" /></svg
        >{{ texts.say('monitor.subscribe') }}
      </a>
    }
  `,
})
export class SubscribeTo {
  protected readonly texts = inject(Texts);
  protected readonly subscribing = inject(Subscribing);
  readonly subject = input.required<Subject>();
}

import { Component, inject, input } from '@angular/core';

import { Texts } from '../text/texts';
import { type Subject, Subscribing } from './subscribing';

/** Leads to a subscription to one thing on the page; without script, to the page where any can be made. */
@Component({
  selector: 'app-subscribe-to',
  template: `
    @if (subscribing.isOffered()) {
      <a class="button" [href]="subscribing.href()" aria-haspopup="dialog" (click)="subscribing.open($event, subject())">
        <svg class="icon" aria-hidden="true"><use href="#i-bell" /></svg>{{ texts.say('monitor.subscribe') }}
      </a>
    }
  `,
})
export class SubscribeTo {
  protected readonly texts = inject(Texts);
  protected readonly subscribing = inject(Subscribing);
  readonly subject = input.required<Subject>();
}

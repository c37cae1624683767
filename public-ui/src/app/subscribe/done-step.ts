import { Component, computed, inject, input, output } from '@angular/core';

import { Snippets } from '../sharing/snippets';
import { Texts } from '../text/texts';
import { testWords } from './fault';
import type { Subscribed } from './subscribe-form';

/** It is done: where updates go, what became of the test, what has to be kept, and the way back. */
@Component({
  selector: 'app-done-step',
  imports: [Snippets],
  template: `
    @if (done().channel !== 'push') {
      <p>{{ texts.say('subscribe.doneText', { address: done().address }) }}</p>
    }
    @if (tested()) {
      <p>{{ tested() }}</p>
    }
    @if (secret().length) {
      <p class="subscribe-more">{{ texts.say('subscribe.secretOnce') }}</p>
      <app-snippets [snippets]="secret()" />
    }
    @if (manage().length) {
      <p class="subscribe-more">{{ texts.say('subscribe.manageHint') }}</p>
      <app-snippets [snippets]="manage()" />
    }
    <p class="subscribe-actions">
      <button type="button" class="button subscribe-main" (click)="manageAsked.emit()">{{ texts.say('subscribe.manage') }}</button>
      <button type="button" class="button" (click)="closed.emit()">{{ texts.say('uptime.close') }}</button>
    </p>
  `,
})
export class DoneStep {
  protected readonly texts = inject(Texts);
  readonly done = input.required<Subscribed>();
  readonly manageAsked = output();
  readonly closed = output();

  protected readonly tested = computed(() => testWords(this.done().test, this.texts, 'subscribe.tested'));
  protected readonly secret = computed(() => this.asSnippet(this.texts.say('subscribe.secret'), this.done().secret));
  protected readonly manage = computed(() => this.asSnippet(this.texts.say('subscribe.manage'), this.done().manage_url));

  private asSnippet(what: string, text: string | undefined) {
    return text ? [{ what, text }] : [];
  }
}

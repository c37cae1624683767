import { Component, input } from '@angular/core';

import type { Texts } from '../text/texts';
import { SubscriptionError } from './subscription-client';

/** What went wrong, in the reader's words; `detail` is what the server or the receiver said, in its own. */
export interface Fault {
  text: string;
  detail?: string;
}

/** @param refused said of an answer that means: not like this */
export const faultOf = (error: unknown, texts: Texts, refused: string): Fault => {
  if (!(error instanceof SubscriptionError) || error.status === 0 || error.status >= 500) return { text: texts.say('subscribe.failed') };
  if (error.status === 429) return { text: texts.say('subscribe.tooMany') };
  const { test, message } = error;
  if (test === undefined || test.status === 0) return { text: refused, detail: message };
  return { text: testWords(test, texts, 'subscribe.testFailed'), detail: test.answer || message };
};

export const testWords = (
  { status, ms }: { status: number; ms: number },
  texts: Texts,
  key: 'subscribe.tested' | 'subscribe.testFailed',
): string => texts.say(key, { status: String(status), ms: texts.number(ms) });

/** Said at once to those who do not see it. */
@Component({
  selector: 'app-fault',
  template: `
    @if (fault(); as said) {
      <p class="subscribe-fault" role="alert" [attr.id]="anchor()">
        {{ said.text }}
        @if (said.detail) {
          <span class="subscribe-detail" lang="en" dir="auto">{{ said.detail }}</span>
        }
      </p>
    }
  `,
})
export class FaultNote {
  readonly fault = input.required<Fault | null>();
  /** Id that a field names it by. */
  readonly anchor = input<string | null>(null);
}

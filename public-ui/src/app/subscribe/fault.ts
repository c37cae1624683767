import { Component, input } from '@angular/core';

import type { Texts } from '../text/texts';
import { SubscriptionError, type TestResult } from './subscription-client';

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
  const tested = testWords(test, texts, 'subscribe.testFailed');
  return tested === '' ? { text: refused, detail: message } : { text: tested, detail: test?.answer || message };
};

/** What became of a test; empty where nothing answered it. */
export const testWords = (test: TestResult | undefined, texts: Texts, key: 'subscribe.tested' | 'subscribe.testFailed'): string =>
  test?.status ? texts.say(key, { status: String(test.status), ms: texts.number(test.ms) }) : '';

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

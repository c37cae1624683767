import { Component, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { MailTest, PreviewBody } from '../api/message-templates.js';
import { formatMs } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { MessageStore } from './message-store.js';

const OUTCOMES = {
  delivered: 'The mail server took it',
  temporary: 'The mail server could not take it now',
  permanent: 'The mail server refused it',
  gone: 'The mail server says that this mailbox is gone',
} as const satisfies Record<MailTest['outcome'], string>;

/** Sends what is on the screen, saved or not, and shows what the mail server said. */
@Component({
  selector: 'app-test-send',
  imports: [Icon, MatButton, MatFormField, MatInput, MatLabel, ProblemPanel],
  template: `
    <form class="row" novalidate (submit)="$event.preventDefault(); send()">
      <mat-form-field subscriptSizing="dynamic">
        <mat-label>Send a test to</mat-label>
        <input matInput type="email" autocomplete="email" [value]="to()" (input)="to.set($any($event.target).value)" />
      </mat-form-field>
      <button matButton="tonal" type="submit" [disabled]="isSending() || to().trim() === ''">
        <app-icon matButtonIcon name="send" />{{ isSending() ? 'Sending…' : 'Send test' }}
      </button>
    </form>
    @if (problem(); as failed) {
      <app-problem heading="The test was not sent." [problem]="failed" />
    }
    <div aria-live="polite">
      @if (answer(); as test) {
        <p class="outcome small" [class.good]="test.outcome === 'delivered'">
          <app-icon [name]="test.outcome === 'delivered' ? 'check' : 'warning'" />
          <span>{{ wordsOf(test) }}</span>
        </p>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    mat-form-field {
      flex: 1 1 200px;
    }
    .outcome {
      display: flex;
      gap: 8px;
      color: var(--down-text);
      overflow-wrap: anywhere;

      &.good {
        color: var(--text);
      }
      &.good app-icon {
        color: var(--up);
      }
    }
  `,
})
export class TestSend {
  /** What the message is about, and its words. */
  readonly body = input.required<PreviewBody>();
  private readonly store = inject(MessageStore);
  private readonly session = inject(SessionStore);
  protected readonly to = linkedSignal(() => this.session.user()?.email ?? '');
  protected readonly isSending = signal(false);
  protected readonly answer = signal<MailTest | null>(null);
  protected readonly problem = signal<Problem | null>(null);

  protected async send(): Promise<void> {
    const to = this.to().trim();
    if (to === '' || this.isSending()) return;
    this.isSending.set(true);
    this.answer.set(null);
    this.problem.set(null);
    try {
      this.answer.set(await this.store.test({ ...this.body(), to }));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isSending.set(false);
    }
  }

  /** `The mail server took it (status 250, 240 ms): 2.0.0 Ok`. */
  protected wordsOf({ outcome, status, answer, ms }: MailTest): string {
    const facts = [...(status === null ? [] : [`status ${status}`]), formatMs(ms)].join(', ');
    return `${OUTCOMES[outcome]} (${facts})${answer === null || answer === '' ? '.' : `: ${answer}`}`;
  }
}

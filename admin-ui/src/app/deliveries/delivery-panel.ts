import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { DeliveryDetailResponse } from '../api/deliveries.js';
import { Clock } from '../platform/clock.js';
import { formatDateTime, formatMs, toSeconds } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { DELIVERIES, DeliveryActions } from './delivery-actions.js';
import { attemptWords, channelWords, KIND_WORDS, mayResend, recipientWords, STATE_WORDS, whyWords } from './delivery-words.js';

const dateTime = (iso: string): string => formatDateTime(toSeconds(iso));

/** One message: what was sent, each attempt with its answer, or why it was not sent. */
@Component({
  selector: 'app-delivery-panel',
  imports: [Icon, MatButton, MatIconButton, ProblemPanel],
  templateUrl: './delivery-panel.html',
  styleUrl: './delivery-panel.scss',
})
export class DeliveryPanel {
  readonly deliveryId = input.required<number>();
  readonly triggers = input.required<ReadonlyMap<number, string>>();
  readonly closed = output();
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly actions = inject(DeliveryActions);
  protected readonly answer = httpResource<DeliveryDetailResponse>(() => {
    this.clock.now();
    this.actions.changes();
    return `${DELIVERIES}/${this.deliveryId()}`;
  });
  /** What is known of this one; that of another is not shown for it. */
  private readonly detail = linkedSignal<DeliveryDetailResponse | undefined, DeliveryDetailResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly shown = computed(() => {
    const detail = this.detail();
    if (detail?.delivery.id !== this.deliveryId()) return null;
    const { delivery, sent, attempts } = detail;
    const writes = {
      alert: 'alerts.write',
      'event-trigger': 'alerts.write',
      subscription: 'subscribers.write',
      account: 'users.write',
      notice: 'settings.write',
    } as const;
    const canWrite = this.session.can(writes[delivery.kind]);
    return {
      delivery,
      sent,
      state: STATE_WORDS[delivery.state],
      to: recipientWords(delivery.recipient, this.triggers()),
      facts: `${KIND_WORDS[delivery.kind]} by ${channelWords(delivery.channel)}, made ${dateTime(delivery.created_at)}`,
      next: delivery.next_attempt_at === null ? null : `Tried next at ${dateTime(delivery.next_attempt_at)}`,
      why: whyWords(delivery),
      canResend: canWrite && mayResend(delivery),
      canResendEvent: canWrite && delivery.state === 'dead',
      attempts: attempts.map((attempt) => ({
        at: dateTime(attempt.attempted_at),
        words: attemptWords(attempt),
        took: attempt.duration_ms === null ? '' : formatMs(attempt.duration_ms),
        answer: attempt.answer,
        isBad: attempt.error !== null,
      })),
    };
  });
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
}

import { afterAttempt } from '@clarion/domain';
import { DEFAULT_LOCALE, translate } from '@clarion/i18n';
import '@clarion/i18n/all';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { failpoint } from '../../../platform/failpoints/failpoint.js';
import { Log } from '../../../platform/logging/log.js';
import { blotter } from '../channels/blot.js';
import { HttpSender } from '../channels/http-sender.service.js';
import { MailSender } from '../channels/mail/mail-sender.service.js';
import { isSuppressed, type Message, type Outcome, type Prepared, type Suppressed } from '../delivery.js';
import { DeliverySources } from '../delivery-sources.service.js';
import { Breakers } from './breakers.js';
import { ClaimDeliveries } from './claim-deliveries.service.js';
import { breakerKeyOf, type ClaimedDelivery, putBack, type Settlement } from './claimed-delivery.js';
import { withEarlier } from './digest-message.js';
import { type Gate } from './gate.js';
import { GatherDeliveries } from './gather-deliveries.service.js';
import { MessageIds } from './message-ids.service.js';

/** What an attempt needs at most; with less of the lease left it is not begun. */
const ATTEMPT_MS = 30_000;
const ANSWER_CHARS = 1024;
const SENT_CHARS = 4000;

/** What a delivery goes out as, or why it does not; undefined = nobody here knows its kind. */
type Made = Prepared | Suppressed | undefined;

/** One attempt at one delivery, from its text to what became of it. */
@Injectable()
export class AttemptDelivery {
  readonly breakers: Breakers;

  constructor(
    private readonly sources: DeliverySources,
    private readonly http: HttpSender,
    private readonly mail: MailSender,
    private readonly ids: MessageIds,
    private readonly claims: ClaimDeliveries,
    private readonly gatherer: GatherDeliveries,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.breakers = new Breakers(() => this.clock.nowMs() * this.claims.speed);
  }

  /** Begins to prepare what was claimed together: of one kind at once, where its room can. One promise each, to be awaited now. */
  prepare(deliveries: readonly ClaimedDelivery[]): Promise<Made>[] {
    const together = new Map<ClaimedDelivery, Promise<Made>>();
    for (const [kind, those] of Map.groupBy(deliveries, (delivery) => delivery.kind)) {
      const source = this.sources.of(kind);
      const all = those.length < 2 ? undefined : source?.prepareMany?.(those);
      those.forEach((delivery, index) => {
        const alone = async (): Promise<Made> => source?.prepare(delivery);
        const made = all === undefined ? alone() : all.then((each) => each[index] ?? alone(), alone);
        together.set(delivery, made);
      });
    }
    return deliveries.map((delivery) => {
      const made = together.get(delivery)!;
      return (delivery.earlier ?? []).length === 0 ? made : this.digestOf(delivery, made);
    });
  }

  /** The newest leads, and what it gathered follows; when it will not go, the one before it takes its place. */
  private async digestOf(delivery: ClaimedDelivery, making: Promise<Made>): Promise<Made> {
    const made = await making;
    if (made === undefined) return made;
    if (isSuppressed(made)) {
      await this.gatherer.handOn(delivery);
      return made;
    }
    const source = this.sources.of(delivery.kind);
    const told = (delivery.earlier ?? []).map(async (each) => ({
      at: each.createdAt,
      text: source?.lineOf === undefined ? '' : await source.lineOf(each),
    }));
    const lines = (await Promise.all(told)).flatMap(({ at, text }) => (text === null ? [] : [{ at, text }]));
    const heading = translate(made.locale ?? DEFAULT_LOCALE, 'digest.earlier');
    return { ...made, message: withEarlier(made.message, heading, lines) };
  }

  /**
   * Never throws: what goes wrong with one delivery is written down with it.
   * @param making of `prepare`
   * @param gate lets so many at once into the channel
   * @param isStopping asked before anything leaves
   */
  async attempt(delivery: ClaimedDelivery, making: Promise<Made>, gate: Gate, isStopping: () => boolean): Promise<Settlement> {
    let prepared: Prepared;
    try {
      const made = await making;
      if (made === undefined) return putBack(delivery, 60_000);
      if (isSuppressed(made)) return { ...putBack(delivery), state: 'suppressed', reason: storable(made.reason, ANSWER_CHARS) };
      prepared = made;
    } catch (error) {
      this.log.warn('a message could not be prepared', { delivery_id: delivery.id, attempt: delivery.attempts, error });
      return this.settled(delivery, { kind: 'temporary', answer: 'The message could not be prepared; the log says why.' }, null, null);
    }
    const leave = await gate.enter();
    try {
      if (isStopping() || performance.now() + ATTEMPT_MS > delivery.leaseEndsAt) return putBack(delivery);
      return await this.send(delivery, prepared);
    } finally {
      leave();
    }
  }

  /** Sends without a delivery: a test. Nothing is kept of it. */
  async try(prepared: Prepared, id: string): Promise<Outcome> {
    const outcome = await this.transmit(prepared, id, id, prepared.dedupKey ?? id);
    const { answer } = outcome;
    return answer === undefined ? outcome : { ...outcome, answer: storable(blotter(prepared)(answer), ANSWER_CHARS) };
  }

  private async send(delivery: ClaimedDelivery, prepared: Prepared): Promise<Settlement> {
    const id = await this.ids.of(delivery.id);
    const thread = `${await this.ids.origin()}:${delivery.aggregate}`;
    const key = breakerKeyOf(delivery);
    // From here to its end nothing throws: a probe that never ends would close the receiver for good.
    if (!this.breakers.enter(key)) return putBack(delivery, this.breakers.waitMs(key) / this.claims.speed);
    const started = performance.now();
    const outcome = await this.transmit(prepared, id, thread, prepared.dedupKey ?? id);
    const isStillAway = this.breakers.leave(key, outcome);
    await failpoint('delivery.after_send');
    if (isStillAway) await this.giveUpOthers(delivery, outcome);
    return this.settled(delivery, outcome, prepared, Math.round(performance.now() - started));
  }

  private async transmit({ endpoint, message }: Prepared, id: string, thread: string, dedupKey: string): Promise<Outcome> {
    try {
      if (endpoint.type === 'mail' && message.type === 'mail') return await this.mail.send({ id, thread, endpoint, message });
      if (endpoint.type === 'http' && message.type !== 'mail')
        return await this.http.send({ id, endpoint, message, dedupKey, now: this.clock.now() });
      return { kind: 'permanent', isFinal: true, answer: 'the message does not fit the channel' };
    } catch (error) {
      this.log.error('a channel failed', { error });
      return { kind: 'temporary', answer: 'The channel failed; the log says why.' };
    }
  }

  /** What waits behind a receiver that has been away for 72 hours is not tried one by one. */
  private async giveUpOthers(delivery: ClaimedDelivery, { answer, status }: Outcome): Promise<void> {
    const { channel, recipientKey, kind } = delivery;
    try {
      const count = await this.claims.giveUp(channel, channel === 'email' ? null : recipientKey, answer ?? null);
      if (count > 0 && channel !== 'email') await this.sources.of(kind)?.gaveUp?.(delivery, faultOf(answer ?? null, status), count);
    } catch (error) {
      this.log.warn('messages that are too old could not be given up, it will be tried again', { code: channel, error });
    }
  }

  private async settled(
    delivery: ClaimedDelivery,
    outcome: Outcome,
    prepared: Prepared | null,
    durationMs: number | null,
  ): Promise<Settlement> {
    const { speed } = this.claims;
    const blot = prepared === null ? (text: string) => text : blotter(prepared);
    const answer = outcome.answer === undefined ? null : storable(blot(outcome.answer), ANSWER_CHARS);
    let step = afterAttempt(outcome, delivery.attempts, delivery.ageMs * speed, Math.random());
    if (step.state === 'dead' && !(await this.leaveAlone(delivery, outcome, answer))) step = { state: 'retrying', afterMs: 60_000 };
    return {
      delivery,
      state: step.state,
      afterMs: step.state === 'retrying' ? step.afterMs / speed : 0,
      isAttempt: true,
      error: step.state === 'delivered' ? null : faultOf(answer, outcome.status),
      reason: null,
      status: outcome.status ?? null,
      excerpt: answer,
      durationMs,
      sent: prepared === null || prepared.isPrivate === true ? null : sentOf(prepared.message, blot),
    };
  }

  /** Tells the room that a message was given up, and why. @returns false: it is tried again */
  private async leaveAlone(
    delivery: ClaimedDelivery,
    { kind, isRecipientUnknown, status }: Outcome,
    answer: string | null,
  ): Promise<boolean> {
    const source = this.sources.of(delivery.kind);
    try {
      if (kind === 'gone') await source?.switchOff?.(delivery, answer ?? 'gone');
      else if (isRecipientUnknown === true) await source?.bounced?.(delivery, answer ?? 'gone');
      else await source?.gaveUp?.(delivery, faultOf(answer, status), 1);
      return true;
    } catch (error) {
      this.log.warn('a receiver that is gone could not be switched off', { delivery_id: delivery.id, error });
      return false;
    }
  }
}

/** What went wrong, in a line. */
const faultOf = (answer: string | null, status: number | undefined): string =>
  answer !== null && answer !== '' ? answer : status === undefined ? 'no answer' : `status ${status}`;

/** As the database takes it: short, and without what it cannot hold. */
const storable = (text: string, most: number): string => {
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text;
  // A character is one or two units: what is beyond is not looked at.
  return clean.length <= most ? clean : [...clean.slice(0, most * 2)].slice(0, most).join('');
};

function sentOf(message: Message, blot: (text: string) => string): { subject?: string; text: string } {
  const kept = (text: string): string => storable(blot(text), SENT_CHARS);
  if (message.type === 'http') return { text: kept(message.body) };
  return { subject: kept(message.type === 'mail' ? message.subject : message.title), text: kept(message.text) };
}

import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import type { SubscriptionEventType } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { Job } from '../api/jobs.js';
import type {
  ImportJobResponse,
  ImportTrial,
  NewSubscriber,
  Subscriber,
  SubscriberChange,
  SubscriberResponse,
} from '../api/subscribers.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { TYPE_WORDS } from './subscriber-words.js';

export const SUBSCRIBERS = '/api/v4/subscribers';

export interface FailedChange {
  words: string;
  problem: Problem;
}

/** Changes of subscribers that any screen may start. */
@Service()
export class SubscriberActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  /** What was refused last; screens show it inline. */
  readonly failure = signal<FailedChange | null>(null);
  /** Switches that were turned here, by id; a list forgets them with its next answer. */
  readonly turned = signal<ReadonlyMap<number, SubscriberChange>>(new Map());

  /** @throws HttpErrorResponse */
  async add(body: NewSubscriber): Promise<Subscriber> {
    const { subscriber } = await firstValueFrom(this.http.post<SubscriberResponse>(SUBSCRIBERS, body));
    this.changed();
    return subscriber;
  }

  /** @throws HttpErrorResponse */
  async change({ id }: Pick<Subscriber, 'id'>, body: SubscriberChange): Promise<Subscriber> {
    const { subscriber } = await firstValueFrom(this.http.patch<SubscriberResponse>(`${SUBSCRIBERS}/${id}`, body));
    this.changed();
    return subscriber;
  }

  /** At once on the screen; can be taken back for eight seconds. */
  async tell(subscriber: Subscriber, type: SubscriptionEventType, isTold: boolean): Promise<void> {
    const change = { [type]: isTold };
    this.turn(subscriber.id, change);
    const isStored = await this.run('The switch was not stored.', () => this.change(subscriber, change));
    if (!isStored) this.turn(subscriber.id, { [type]: !isTold });
    else {
      const words = `${TYPE_WORDS[type]} switched ${isTold ? 'on' : 'off'} for ${subscriber.address}`;
      this.toasts.sayWithUndo(words, () => void this.tell(subscriber, type, !isTold));
    }
  }

  /** Nothing is sent while somebody is paused; what they chose stays. Can be taken back for eight seconds. */
  async pause(subscriber: Subscriber, isPaused: boolean): Promise<void> {
    const words = isPaused ? `${subscriber.address} was not paused.` : `${subscriber.address} was not resumed.`;
    const isStored = await this.run(words, () => this.change(subscriber, { state: isPaused ? 'paused' : 'active' }));
    if (isStored)
      this.toasts.sayWithUndo(`${isPaused ? 'Paused' : 'Resumed'} ${subscriber.address}`, () => void this.pause(subscriber, !isPaused));
  }

  /** The mail that asks to confirm an address, once more. */
  async resend({ id, address }: Subscriber): Promise<void> {
    const isSent = await this.run('The confirmation was not sent.', () =>
      firstValueFrom(this.http.post(`${SUBSCRIBERS}/${id}/resend`, {})),
    );
    if (isSent) this.toasts.say(`The confirmation is sent to ${address} again`);
  }

  async delete({ id, address }: Subscriber): Promise<void> {
    const isGone = await this.run(`${address} was not deleted.`, () => firstValueFrom(this.http.delete(`${SUBSCRIBERS}/${id}`)));
    if (!isGone) return;
    this.changed();
    this.toasts.say(`Deleted ${address}`);
  }

  /** What an import would do; nothing is stored. @throws HttpErrorResponse */
  async tryImport(csv: string): Promise<ImportTrial> {
    return firstValueFrom(this.http.post<ImportTrial>(`${SUBSCRIBERS}/import`, { csv, dry_run: true }));
  }

  /** Hands an import to the server, which goes on by itself. @throws HttpErrorResponse */
  async import(csv: string): Promise<Job> {
    return (await firstValueFrom(this.http.post<ImportJobResponse>(`${SUBSCRIBERS}/import`, { csv, dry_run: false }))).job;
  }

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  private turn(id: number, change: SubscriberChange): void {
    this.turned.update((turned) => new Map(turned).set(id, { ...turned.get(id), ...change }));
  }

  /** @returns true when it is stored */
  private async run(words: string, work: () => Promise<unknown>): Promise<boolean> {
    this.failure.set(null);
    try {
      await work();
      return true;
    } catch (error) {
      this.failure.set({ words, problem: toProblem(error) });
      return false;
    }
  }
}

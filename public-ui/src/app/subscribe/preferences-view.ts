import { SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { ChoicesForm } from './choices-form';
import { type Chosen, choicesOf, isComplete } from './chosen';
import { type Fault, FaultNote, faultOf, testWords } from './fault';
import { PushAddresses } from './push-address';
import { type Preferences, type QuietHours, SubscriptionClient, SubscriptionError } from './subscription-client';

/** Hours that people sleep in, until they say others. */
const NIGHT: QuietHours = { from: '22:00', to: '07:00' };

/** What a subscriber gets, and the ways to change and to end it. */
@Component({
  selector: 'app-preferences-view',
  imports: [ChoicesForm, FaultNote],
  templateUrl: './preferences-view.html',
})
export class PreferencesView {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly client = inject(SubscriptionClient);
  private readonly push = inject(PushAddresses);
  private readonly injector = inject(Injector);

  readonly token = input.required<string>();
  readonly preferences = input.required<Preferences>();
  /** Has to be read again. */
  readonly changed = output();
  /** The token is not wanted here any more, or opens nothing any more. */
  readonly left = output();
  readonly deleted = output();
  readonly anotherAsked = output();

  private readonly question = viewChild<ElementRef<HTMLElement>>('question');
  private readonly remover = viewChild<ElementRef<HTMLElement>>('remover');

  protected readonly address = computed(() => {
    const { address, email, channel } = this.preferences();
    return channel === 'push' ? this.texts.say('subscribe.push') : (address ?? email);
  });
  protected readonly offered = computed(() => SUBSCRIPTION_EVENT_TYPES.filter((type) => this.preferences().availableSubscriptions[type]));
  protected readonly chosen = linkedSignal<Chosen>(() => {
    const { subscriptions, scopes = [], locale, time_zone } = this.preferences();
    return {
      ...subscriptions,
      ...{ isEverything: scopes.length === 0, scopes },
      ...{ locale: locale ?? this.store.locale(), timeZone: time_zone ?? this.store.timeZone() },
    };
  });
  protected readonly quiet = linkedSignal(() => this.preferences().quiet_hours ?? null);
  protected readonly isPaused = computed(() => this.preferences().status === 'paused');

  protected readonly isTried = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly isAsking = signal(false);
  protected readonly said = signal('');
  protected readonly fault = signal<Fault | null>(null);

  protected switchQuiet(): void {
    this.quiet.update((quiet) => (quiet === null ? NIGHT : null));
  }

  protected setQuiet(end: keyof QuietHours, value: string): void {
    this.quiet.update((quiet) => ({ ...(quiet ?? NIGHT), [end]: value || NIGHT[end] }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.isTried.set(true);
    // Hearing of nothing for a while is a choice here; of no service is none.
    if (!isComplete({ ...this.chosen(), incidents: true, maintenances: true }, this.offered())) return;
    await this.during(async () => {
      const quiet = this.preferences().quiet_hours === undefined ? {} : { quiet_hours: this.quiet() };
      await this.client.update(this.token(), { ...choicesOf(this.chosen(), this.offered()), ...quiet });
      this.said.set(this.texts.say('subscribe.saved'));
    }, 'subscribe.failed');
  }

  protected async resume(): Promise<void> {
    await this.during(async () => {
      const { test } = await this.client.resume(this.token());
      const tested = testWords(test, this.texts, 'subscribe.tested');
      this.said.set([tested, this.texts.say('subscribe.resumed')].filter(Boolean).join(' '));
      this.changed.emit();
    }, 'subscribe.refused');
  }

  protected async pause(): Promise<void> {
    await this.during(async () => {
      await this.client.pause(this.token());
      this.changed.emit();
    }, 'subscribe.failed');
  }

  protected ask(isAsking: boolean): void {
    this.isAsking.set(isAsking);
    afterNextRender(
      () => {
        const target = (isAsking ? this.question() : this.remover())?.nativeElement;
        target?.focus();
        target?.parentElement?.scrollIntoView({ block: 'nearest' });
      },
      { injector: this.injector },
    );
  }

  protected async remove(): Promise<void> {
    await this.during(async () => {
      await this.client.remove(this.token());
      if (this.preferences().channel === 'push') await this.push.drop().catch(() => undefined);
      this.deleted.emit();
    }, 'subscribe.failed');
  }

  private async during(act: () => Promise<void>, refused: 'subscribe.failed' | 'subscribe.refused'): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.fault.set(null);
    this.said.set('');
    try {
      await act();
    } catch (error) {
      if (error instanceof SubscriptionError && error.status === 401) this.left.emit();
      else this.fault.set(faultOf(error, this.texts, this.texts.say(refused)));
    } finally {
      this.isBusy.set(false);
    }
  }
}

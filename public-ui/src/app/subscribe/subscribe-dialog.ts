import '../early-parts';
import type { ElementRef } from '@angular/core';
import { addSource } from '@clarion/i18n';
import { enSubscribe } from '@clarion/i18n/subscribe';
import { afterNextRender, Component, computed, inject, Injector, signal, viewChild, ViewEncapsulation } from '@angular/core';

import { Analytics } from '../chrome/analytics';
import { Browser } from '../chrome/browser';
import { type Subject, Subscribing } from '../chrome/subscribing';
import { SnapshotStore } from '../state/snapshot-store';
import { Dictionaries } from '../text/dictionaries';
import { Texts } from '../text/texts';
import { type Added, AddedStep } from './added-step';
import { CodeStep } from './code-step';
import { DoneStep } from './done-step';
import { type Fault, FaultNote, faultOf } from './fault';
import { PreferencesView } from './preferences-view';
import { includes } from './scope-list';
import { type CodeSent, SubscribeForm, type Subscribed } from './subscribe-form';
import { type Connected, type Preferences, SubscriptionClient, SubscriptionError } from './subscription-client';

// The words of this part come with it.
addSource(enSubscribe);

/** Where the token of a subscriber is kept. @see alerting §C2 */
const TOKEN = 'subscriber_token';

type View =
  | { kind: 'form' }
  | { kind: 'code'; sent: CodeSent }
  | { kind: 'done'; done: Subscribed; token: string }
  | { kind: 'added'; added: Added }
  | { kind: 'preferences'; token: string; preferences: Preferences }
  | { kind: 'deleted' }
  | { kind: 'failed'; fault: Fault };

/** Subscribing without leaving the page: choices and address, code, done; who is known already finds what they get. @see ux A6 */
@Component({
  selector: 'app-subscribe-dialog',
  imports: [AddedStep, CodeStep, DoneStep, FaultNote, PreferencesView, SubscribeForm],
  templateUrl: './subscribe-dialog.html',
  styleUrl: './subscribe.css',
  encapsulation: ViewEncapsulation.None,
})
export class SubscribeDialog {
  protected readonly texts = inject(Texts);
  protected readonly subscribing = inject(Subscribing);
  private readonly client = inject(SubscriptionClient);
  private readonly store = inject(SnapshotStore);
  private readonly browser = inject(Browser);
  private readonly analytics = inject(Analytics);
  private readonly injector = inject(Injector);

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  /** null = not known yet. */
  protected readonly view = signal<View | null>(null);
  protected readonly subject = computed(() => this.subscribing.wanted()?.subject ?? null);
  protected readonly title = computed(() => {
    switch (this.view()?.kind) {
      case 'done':
        return this.texts.say('subscribe.done');
      case 'preferences':
      case 'added':
      case 'deleted':
        return this.texts.say('subscribe.yours');
      default:
        return this.texts.say('subscribe.title');
    }
  });

  constructor() {
    void this.begin(inject(Dictionaries));
  }

  /** A language's words first, so that nothing is read twice. */
  private async begin(dictionaries: Dictionaries): Promise<void> {
    await dictionaries.complete(this.store.snapshot());
    const token = this.browser.kept(TOKEN);
    const subject = this.subject();
    if (token === null) this.show({ kind: 'form' });
    else if (subject === null) await this.openPreferences(token);
    else await this.open(token, (preferences) => this.add(token, preferences, subject));
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected ask(sent: CodeSent): void {
    this.show({ kind: 'code', sent });
  }

  protected startOver(): void {
    this.show({ kind: 'form' });
  }

  protected async verified({ address }: CodeSent, { token }: Connected): Promise<void> {
    // The link for later is worth a question; without an answer the subscription stands all the same.
    const { manage_url } = await this.client.preferences(token).catch((): Partial<Preferences> => ({}));
    this.subscribed({ token, channel: 'email', address, ...(manage_url === undefined ? {} : { manage_url }) });
  }

  protected subscribed(done: Subscribed): void {
    this.browser.keep(TOKEN, done.token);
    this.analytics.tell('status_subscribed', { channel: done.channel });
    this.show({ kind: 'done', done, token: done.token });
  }

  protected async openPreferences(token: string): Promise<void> {
    await this.open(token, async (preferences) => ({ kind: 'preferences', token, preferences }));
  }

  /** What was resumed is read again, in place: nobody has gone elsewhere. */
  protected async refresh(token: string): Promise<void> {
    const preferences = await this.client.preferences(token).catch(() => null);
    if (preferences !== null) this.view.set({ kind: 'preferences', token, preferences });
  }

  protected leave(): void {
    this.browser.forget(TOKEN);
    this.show({ kind: 'form' });
  }

  protected deleted(): void {
    this.browser.forget(TOKEN);
    this.show({ kind: 'deleted' });
  }

  private async add(token: string, { scopes = [], subscriptions }: Preferences, subject: Subject): Promise<View> {
    const hearsOfAll = scopes.length === 0;
    // Who hears of nothing at all chooses first what it shall be.
    if (hearsOfAll && !subscriptions.incidents && !subscriptions.maintenances) return { kind: 'form' };
    if (hearsOfAll || includes(scopes, subject.scope)) return { kind: 'added', added: { subject, token, before: null } };
    await this.client.addScope(token, subject.scope);
    return { kind: 'added', added: { subject, token, before: scopes } };
  }

  /** A token that opens nothing any more is as good as none. */
  private async open(token: string, next: (preferences: Preferences) => Promise<View>): Promise<void> {
    try {
      this.show(await next(await this.client.preferences(token)));
    } catch (error) {
      if (error instanceof SubscriptionError && error.status === 401) return this.leave();
      this.show({ kind: 'failed', fault: faultOf(error, this.texts, this.texts.say('subscribe.failed')) });
    }
  }

  /** Whoever reads by ear begins at the title of what came; a field that is asked for takes the focus by itself. */
  private show(view: View): void {
    this.view.set(view);
    afterNextRender(
      () => {
        const dialog = this.dialog().nativeElement;
        if (!dialog.open) dialog.showModal();
        dialog.scrollTo(0, 0);
        if (view.kind !== 'code') this.heading()?.nativeElement.focus();
      },
      { injector: this.injector },
    );
  }
}

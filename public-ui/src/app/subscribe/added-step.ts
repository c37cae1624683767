import { Component, inject, input, output, signal } from '@angular/core';

import type { Scope, Subject } from '../chrome/subscribing';
import { Texts } from '../text/texts';
import { type Fault, FaultNote, faultOf } from './fault';
import { SubscriptionClient } from './subscription-client';

/** Something was added to a subscription. */
export interface Added {
  subject: Subject;
  token: string;
  /** Scopes it had; null = it heard of the subject already, and nothing was done. */
  before: readonly Scope[] | null;
}

/** Says that one more thing is heard of, and takes it back. */
@Component({
  selector: 'app-added-step',
  imports: [FaultNote],
  template: `
    <p role="status">
      @if (isUndone()) {
        {{ texts.say('subscribe.undone', { name: added().subject.name }) }}
      } @else if (added().before === null) {
        {{ texts.say('subscribe.addedBefore', { name: added().subject.name }) }}
      } @else {
        {{ texts.say('subscribe.added', { name: added().subject.name }) }}
      }
    </p>
    <app-fault [fault]="fault()" />
    <p class="subscribe-actions">
      <button type="button" class="button subscribe-main" (click)="closed.emit()">{{ texts.say('uptime.close') }}</button>
      @if (added().before !== null && !isUndone()) {
        <button type="button" class="button" (click)="undo()">{{ texts.say('subscribe.undo') }}</button>
      }
      <button type="button" class="button" (click)="manageAsked.emit()">{{ texts.say('subscribe.manage') }}</button>
    </p>
  `,
})
export class AddedStep {
  protected readonly texts = inject(Texts);
  private readonly client = inject(SubscriptionClient);
  readonly added = input.required<Added>();
  readonly manageAsked = output();
  readonly closed = output();

  protected readonly isUndone = signal(false);
  protected readonly fault = signal<Fault | null>(null);

  protected async undo(): Promise<void> {
    const { token, before } = this.added();
    if (before === null) return;
    this.fault.set(null);
    try {
      await this.client.update(token, { scopes: before });
      this.isUndone.set(true);
    } catch (error) {
      this.fault.set(faultOf(error, this.texts, this.texts.say('subscribe.failed')));
    }
  }
}

import { afterNextRender, Component, computed, DestroyRef, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';

import { Texts } from '../text/texts';
import { type Fault, FaultNote, faultOf } from './fault';
import type { CodeSent } from './subscribe-form';
import { type Connected, SubscriptionClient } from './subscription-client';

/** A mail may take so long before another one is asked for, seconds. */
const PATIENCE = 30;
const DIGITS = 6;

/** The code from the mail: typed, pasted, or offered by the keyboard. */
@Component({
  selector: 'app-code-step',
  imports: [FaultNote],
  templateUrl: './code-step.html',
})
export class CodeStep {
  protected readonly texts = inject(Texts);
  private readonly client = inject(SubscriptionClient);

  readonly sent = input.required<CodeSent>();
  readonly verified = output<Connected>();
  readonly back = output();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly code = signal('');
  protected readonly wait = signal(PATIENCE);
  protected readonly isBusy = signal(false);
  protected readonly fault = signal<Fault | null>(null);
  protected readonly resend = computed(() =>
    this.wait() > 0 ? this.texts.say('subscribe.resendIn', { count: this.wait() }) : this.texts.say('subscribe.resend'),
  );

  constructor() {
    const timer = setInterval(() => this.wait.update((seconds) => Math.max(0, seconds - 1)), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    afterNextRender(() => this.field().nativeElement.focus());
  }

  /** Mails show codes in groups, and people copy what stands around them. */
  protected write(field: HTMLInputElement): void {
    const digits = field.value.replace(/\D/g, '').slice(0, DIGITS);
    if (field.value !== digits) field.value = digits;
    this.code.set(digits);
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    const { address, choices } = this.sent();
    if (this.code().length !== DIGITS) return this.refuse({ text: this.texts.say('subscribe.codeWrong') });
    await this.during(async () => this.verified.emit(await this.client.verify(address, this.code(), choices)), 'subscribe.codeWrong');
  }

  protected async again(): Promise<void> {
    if (this.wait() > 0) return;
    const { address, choices } = this.sent();
    await this.during(async () => {
      await this.client.login(address, choices);
      this.wait.set(PATIENCE);
      this.field().nativeElement.focus();
    }, 'subscribe.failed');
  }

  private async during(act: () => Promise<void>, refused: 'subscribe.codeWrong' | 'subscribe.failed'): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.fault.set(null);
    try {
      await act();
    } catch (error) {
      this.refuse({ text: faultOf(error, this.texts, this.texts.say(refused)).text });
    } finally {
      this.isBusy.set(false);
    }
  }

  private refuse(fault: Fault): void {
    this.fault.set(fault);
    const field = this.field().nativeElement;
    field.focus();
    field.select();
  }
}

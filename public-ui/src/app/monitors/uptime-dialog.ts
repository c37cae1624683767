import type { ElementRef } from '@angular/core';
import { Component, effect, inject, viewChild } from '@angular/core';

import { UptimeExplanation } from '../detail/uptime-explanation';
import { Texts } from '../text/texts';
import { UptimeExplainer } from './uptime-explainer';

/** The explanation of one row's figure, over the page. */
@Component({
  selector: 'app-uptime-dialog',
  imports: [UptimeExplanation],
  template: `
    <dialog #dialog class="explain" aria-labelledby="explain-title" closedby="any" (close)="explainer.close()">
      @if (explainer.monitor(); as monitor) {
        <div class="explain-body">
          <h2 id="explain-title">{{ texts.say('uptime.how') }}</h2>
          <p class="explain-name" dir="auto">{{ monitor.name }}</p>
          <app-uptime-explanation [monitor]="monitor" [uptime]="monitor.uptime.desktop" />
          <form method="dialog">
            <button type="submit" class="button">{{ texts.say('uptime.close') }}</button>
          </form>
        </div>
      }
    </dialog>
  `,
})
export class UptimeDialog {
  protected readonly texts = inject(Texts);
  protected readonly explainer = inject(UptimeExplainer);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      if (this.explainer.monitor()) this.dialog().nativeElement.showModal();
    });
  }
}

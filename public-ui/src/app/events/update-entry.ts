import type { IncidentUpdateSnapshot } from '@clarion/contract';
import { INCIDENT_STATE_WORDS, isoInstant } from '@clarion/i18n';
import { Component, computed, inject, input, signal } from '@angular/core';

import { CopyLink } from '../share/copy-link';
import { Texts } from '../text/texts';
import { EventTexts } from './event-texts';

/** One entry of an incident's timeline. */
@Component({
  selector: 'app-update-entry',
  template: `
    <p class="update-head">
      <span class="chip">{{ state() }}</span>
      <time [attr.datetime]="iso()" [attr.title]="texts.dateTime(update().at)">{{ events.moment(update().at) }}</time>
      <span class="update-ago">{{ ago() }}</span>
      @if (update().isEdited) {
        <span class="update-edited">{{ texts.say('incident.edited') }}</span>
      }
      @if (link(); as href) {
        <a class="update-link" [href]="href" (click)="copy(href)"
          ><span aria-hidden="true">#</span><span class="hidden">{{ texts.say('incident.permalink') }}</span></a
        >
        @if (isCopied()) {
          <span class="update-copied">{{ texts.say('share.copied') }}</span>
        }
      }
    </p>
    <div class="prose update-text" dir="auto" [innerHTML]="update().html"></div>
  `,
  host: { class: 'update' },
})
export class UpdateEntry {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);

  readonly update = input.required<IncidentUpdateSnapshot>();
  /** Address of the entry itself; null where it is only quoted. */
  readonly link = input<string | null>(null);

  private readonly clipboard = inject(CopyLink);
  protected readonly isCopied = signal(false);

  protected readonly iso = computed(() => isoInstant(this.update().at));
  protected readonly state = computed(() => this.texts.say(INCIDENT_STATE_WORDS[this.update().state]));
  protected readonly ago = computed(() => this.texts.ago(Math.max(0, this.events.now() - this.update().at)));

  /** The link is followed all the same: the address bar then names the update too. */
  protected async copy(href: string): Promise<void> {
    this.isCopied.set(await this.clipboard.copy(href, 'update'));
  }
}

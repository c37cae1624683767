import type { MonitorPageSnapshot } from '@clarion/contract';
import { badgePath, badgeSnippets, chosenEmbed, embedHeight, embedPath, embedSnippets, usualBadge, usualEmbed } from '@clarion/domain';
import { isLocale, LOCALES } from '@clarion/i18n';
import type { ElementRef } from '@angular/core';
import '../early-parts';
import { afterNextRender, Component, computed, DOCUMENT, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';

import { Texts } from '../text/texts';
import { BadgeOptions } from './badge-options';
import { EmbedOptions } from './embed-options';
import { EmbedPreview } from './embed-preview';
import { Snippets } from './snippets';

/** Chooses a badge or a frame, shows it, and gives the texts to copy. */
@Component({
  selector: 'app-share-dialog',
  imports: [BadgeOptions, EmbedOptions, EmbedPreview, Snippets],
  templateUrl: './share-dialog.html',
  styleUrl: './share-dialog.css',
})
export class ShareDialog {
  protected readonly texts = inject(Texts);
  private readonly document = inject(DOCUMENT);

  readonly snapshot = input.required<MonitorPageSnapshot>();
  readonly mode = input.required<'badge' | 'embed'>();
  readonly closed = output();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly monitor = computed(() => this.snapshot().monitor);
  private readonly tag = computed(() => this.monitor().tag);
  protected readonly badge = linkedSignal(() => usualBadge(this.tag()));
  protected readonly embed = linkedSignal(() => usualEmbed(this.tag()));
  protected readonly isLocal = signal(false);
  protected readonly language = computed(() => {
    const { locale } = this.snapshot();
    return isLocale(locale) ? LOCALES[locale].name : locale;
  });
  private readonly locale = computed(() => (this.isLocal() ? this.snapshot().locale : null));
  /** On the host it was opened on: a page may have one of its own. */
  private readonly base = computed(() => `${this.document.location.origin}${this.snapshot().site.basePath}`);
  private readonly place = computed(() => ({ base: this.base(), name: this.monitor().name, locale: this.locale() }));

  protected readonly title = computed(() =>
    this.texts.say(this.mode() === 'badge' ? 'sharing.badgeTitle' : 'sharing.embedTitle', { name: this.monitor().name }),
  );
  protected readonly picture = computed(() => this.snapshot().site.basePath + badgePath(this.badge(), 'svg', this.locale()));
  protected readonly frame = computed(() => {
    const embed = chosenEmbed(this.embed());
    return { url: this.snapshot().site.basePath + embedPath(embed, this.locale()), height: embedHeight(embed) };
  });
  protected readonly snippets = computed(() => {
    const [address, shields] = [this.texts.say('sharing.address'), this.texts.say('sharing.shields')];
    if (this.mode() === 'badge') {
      const found = badgeSnippets(this.badge(), this.place(), `/monitors/${this.monitor().tag}`);
      return [
        { what: address, text: found.url },
        { what: 'Markdown', text: found.markdown },
        { what: 'HTML', text: found.html },
        { what: shields, text: found.shields },
      ];
    }
    const found = embedSnippets(chosenEmbed(this.embed()), this.place());
    return [
      { what: address, text: found.url },
      { what: this.texts.say('sharing.frame'), text: found.iframe },
      { what: this.texts.say('sharing.script'), text: found.script },
    ];
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}

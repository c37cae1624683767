import type { MonitorPageSnapshot } from '@clarion/contract';
import { badgeSnippets, chosenEmbed, embedSnippets, usualBadge, usualEmbed } from '@clarion/domain';
import { Component, computed, inject, input, signal } from '@angular/core';

import { Texts } from '../text/texts';
import { ShareDialog } from './share-dialog';

/**
 * Ways to put a monitor into other pages. The helper is loaded when somebody asks for it; without script the usual texts to copy stand in the page.
 * @see pages-site §15
 */
@Component({
  selector: 'app-share-buttons',
  imports: [ShareDialog],
  template: `
    @if (sharing().badges) {
      <button type="button" class="button needs-script" aria-haspopup="dialog" (click)="open.set('badge')">
        {{ texts.say('sharing.badge') }}
      </button>
    }
    @if (sharing().embeds) {
      <button type="button" class="button needs-script" aria-haspopup="dialog" (click)="open.set('embed')">
        {{ texts.say('sharing.embed') }}
      </button>
    }
    @if (plain().length) {
      <details class="share-plain without-script">
        <summary class="button">{{ texts.say('sharing.both') }}</summary>
        <dl>
          @for (text of plain(); track text.what) {
            <dt>{{ text.what }}</dt>
            <dd>
              <code>{{ text.text }}</code>
            </dd>
          }
        </dl>
      </details>
    }
    @defer (when open() !== null) {
      @if (open(); as mode) {
        <app-share-dialog [snapshot]="snapshot()" [mode]="mode" (closed)="open.set(null)" />
      }
    }
  `,
  host: { class: 'share' },
})
export class ShareButtons {
  protected readonly texts = inject(Texts);

  readonly snapshot = input.required<MonitorPageSnapshot>();

  protected readonly open = signal<'badge' | 'embed' | null>(null);
  protected readonly sharing = computed(() => this.snapshot().sharing);
  /** The usual badge and the usual frame. */
  protected readonly plain = computed(() => {
    const { site, monitor, sharing } = this.snapshot();
    const place = { base: site.url + site.basePath, name: monitor.name, locale: null };
    const badge = badgeSnippets(usualBadge(monitor.tag), place, `/monitors/${monitor.tag}`);
    const embed = embedSnippets(chosenEmbed(usualEmbed(monitor.tag)), place);
    return [
      ...(sharing.badges ? [{ what: 'Markdown', text: badge.markdown }] : []),
      ...(sharing.badges ? [{ what: 'HTML', text: badge.html }] : []),
      ...(sharing.embeds ? [{ what: this.texts.say('sharing.frame'), text: embed.iframe }] : []),
      ...(sharing.embeds ? [{ what: this.texts.say('sharing.script'), text: embed.script }] : []),
    ];
  });
}

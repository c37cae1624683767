import { Component, computed, inject } from '@angular/core';

import { IconSprite } from '../status/icon-sprite';
import { Texts } from '../text/texts';
import { EMBED } from './embed-state';
import { EventsEmbed } from './events-embed';
import { LatencyEmbed } from './latency-embed';
import { MonitorEmbed } from './monitor-embed';

/** The document of a frame between `<body>` and `</body>`. Its parts are those of the page, without anything that needs a script. @see pages-site §14 */
@Component({
  selector: 'app-embed',
  imports: [EventsEmbed, IconSprite, LatencyEmbed, MonitorEmbed],
  template: `
    <app-icon-sprite />
    <main class="embed" [attr.data-delayed]="isDelayed ? '' : null">
      @switch (embed.kind) {
        @case ('embed-monitor') {
          <app-monitor-embed [embed]="embed" />
        }
        @case ('embed-latency') {
          <app-latency-embed [embed]="embed" />
        }
        @case ('embed-events') {
          <app-events-embed [embed]="embed" />
        }
        @default {
          <h1 class="embed-none">
            <svg class="icon" data-status="NO_DATA" aria-hidden="true"><use href="#i-NO_DATA" /></svg> {{ texts.say('sharing.missing') }}
          </h1>
        }
      }
      @if (embed.kind !== 'embed-missing') {
        <p class="embed-age">{{ asOf() }}</p>
      }
    </main>
  `,
})
export class EmbedRoot {
  protected readonly texts = inject(Texts);
  protected readonly embed = inject(EMBED);
  protected readonly isDelayed = this.embed.freshness === 'delayed';
  protected readonly asOf = computed(() => {
    const time = this.texts.zonedTime(this.embed.delayedSince ?? this.embed.generatedAt);
    return this.texts.say('sharing.asOf', { time });
  });
}

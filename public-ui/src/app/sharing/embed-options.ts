import {
  EMBED_KINDS,
  EMBED_THEMES,
  type EmbedChoice,
  type EmbedKind,
  type EmbedTheme,
  LATENCY_METRICS,
  type LatencyMetric,
  SHARING_LIMITS,
} from '@clarion/contract';
import type { MessageKey } from '@clarion/i18n';
import { Component, computed, inject, input, model } from '@angular/core';

import { METRIC_WORDS } from '../text/metric-words';
import { Texts } from '../text/texts';

const KIND_WORDS = {
  monitor: 'sharing.shows.monitor',
  latency: 'sharing.shows.latency',
  events: 'sharing.shows.events',
} as const satisfies Record<EmbedKind, MessageKey>;

const THEME_WORDS = {
  system: 'preferences.theme.system',
  light: 'preferences.theme.light',
  dark: 'preferences.theme.dark',
} as const satisfies Record<EmbedTheme, MessageKey>;

/** Everything there is to choose about a frame. */
@Component({
  selector: 'app-embed-options',
  templateUrl: './embed-options.html',
  styleUrl: './options.css',
})
export class EmbedOptions {
  protected readonly texts = inject(Texts);

  readonly choice = model.required<EmbedChoice>();
  /** Of the monitor. */
  readonly name = input.required<string>();

  protected readonly kinds = EMBED_KINDS;
  protected readonly themes = EMBED_THEMES;
  protected readonly metrics = LATENCY_METRICS;
  protected readonly limits = SHARING_LIMITS;
  protected readonly isOfEvents = computed(() => this.choice().kind === 'events');
  protected readonly isOfOne = computed(() => this.choice().tags.length > 0);

  protected kindWord(kind: EmbedKind): string {
    return this.texts.say(KIND_WORDS[kind]);
  }

  protected themeWord(theme: EmbedTheme): string {
    return this.texts.say(THEME_WORDS[theme]);
  }

  protected metricWord(metric: LatencyMetric): string {
    return this.texts.say(METRIC_WORDS[metric]);
  }

  protected set<Name extends keyof EmbedChoice>(name: Name, value: EmbedChoice[Name]): void {
    this.choice.update((choice) => ({ ...choice, [name]: value }));
  }
}

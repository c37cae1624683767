import {
  BADGE_KINDS,
  BADGE_STYLES,
  type BadgeChoice,
  type BadgeKind,
  LATENCY_METRICS,
  type LatencyMetric,
  SHARING_DEFAULTS,
  SHARING_LIMITS,
} from '@clarion/contract';
import type { MessageKey } from '@clarion/i18n';
import { Component, computed, inject, input, model } from '@angular/core';

import { Texts } from '../text/texts';
import { METRIC_WORDS } from '../text/metric-words';

const KIND_WORDS = {
  status: 'sharing.shows.status',
  uptime: 'sharing.shows.uptime',
  latency: 'sharing.shows.latency',
  dot: 'sharing.shows.dot',
} as const satisfies Record<BadgeKind, MessageKey>;

/** A colour field shows some colour; where the status decides, that of an operational service. */
const STATUS_COLOR = '#1f8f55';

/** Everything there is to choose about a badge. */
@Component({
  selector: 'app-badge-options',
  templateUrl: './badge-options.html',
  styleUrl: './options.css',
})
export class BadgeOptions {
  protected readonly texts = inject(Texts);

  readonly choice = model.required<BadgeChoice>();
  /** Of the monitor: the label when none is chosen. */
  readonly name = input.required<string>();

  protected readonly kinds = BADGE_KINDS;
  protected readonly styles = BADGE_STYLES;
  protected readonly metrics = LATENCY_METRICS;
  protected readonly limits = SHARING_LIMITS;
  protected readonly isDot = computed(() => this.choice().kind === 'dot');
  protected readonly isFigure = computed(() => this.choice().kind === 'uptime' || this.choice().kind === 'latency');
  protected readonly shown = computed(() => ({
    labelColor: this.choice().labelColor || SHARING_DEFAULTS.labelColor,
    color: this.choice().color || (this.isFigure() ? SHARING_DEFAULTS.figureColor : STATUS_COLOR),
  }));
  protected readonly hasColors = computed(() => this.choice().labelColor !== '' || this.choice().color !== '');

  protected kindWord(kind: BadgeKind): string {
    return this.texts.say(KIND_WORDS[kind]);
  }

  protected metricWord(metric: LatencyMetric): string {
    return this.texts.say(METRIC_WORDS[metric]);
  }

  protected set<Name extends keyof BadgeChoice>(name: Name, value: BadgeChoice[Name]): void {
    this.choice.update((choice) => ({ ...choice, [name]: value }));
  }

  protected dropColors(): void {
    this.choice.update((choice) => ({ ...choice, labelColor: '', color: '' }));
  }
}

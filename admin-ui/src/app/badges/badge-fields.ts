import { Component, computed, input, model } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import {
  BADGE_KINDS,
  BADGE_STYLES,
  type BadgeChoice,
  type BadgeKind,
  LATENCY_METRICS,
  SHARING_DEFAULTS,
  SHARING_LIMITS,
} from '@clarion/contract';
import { METRIC_WORDS } from './metric-words.js';

const KIND_WORDS = {
  status: 'Status',
  uptime: 'Uptime',
  latency: 'Latency',
  dot: 'Dot in the colour of the status',
} as const satisfies Record<BadgeKind, string>;

/** A colour field shows some colour; where the status decides, that of an operational service. */
const STATUS_COLOR = '#1f8f55';

/** Everything there is to choose about a badge. */
@Component({
  selector: 'app-badge-fields',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, MatSlideToggle],
  templateUrl: './badge-fields.html',
  styleUrl: './fields.scss',
})
export class BadgeFields {
  readonly choice = model.required<BadgeChoice>();
  /** The label when none is chosen. */
  readonly placeholder = input.required<string>();

  protected readonly kinds = BADGE_KINDS;
  protected readonly styles = BADGE_STYLES;
  protected readonly metrics = LATENCY_METRICS;
  protected readonly limits = SHARING_LIMITS;
  protected readonly kindWords = KIND_WORDS;
  protected readonly metricWords = METRIC_WORDS;
  protected readonly isDot = computed(() => this.choice().kind === 'dot');
  protected readonly isFigure = computed(() => this.choice().kind === 'uptime' || this.choice().kind === 'latency');
  protected readonly shown = computed(() => ({
    labelColor: this.choice().labelColor || SHARING_DEFAULTS.labelColor,
    color: this.choice().color || (this.isFigure() ? SHARING_DEFAULTS.figureColor : STATUS_COLOR),
  }));
  protected readonly hasColors = computed(() => this.choice().labelColor !== '' || this.choice().color !== '');

  protected set<Name extends keyof BadgeChoice>(name: Name, value: BadgeChoice[Name]): void {
    this.choice.update((choice) => ({ ...choice, [name]: value }));
  }

  protected dropColors(): void {
    this.choice.update((choice) => ({ ...choice, labelColor: '', color: '' }));
  }
}

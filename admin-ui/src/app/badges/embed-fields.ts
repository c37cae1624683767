import { Component, computed, model } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import {
  EMBED_KINDS,
  EMBED_THEMES,
  type EmbedChoice,
  type EmbedKind,
  type EmbedTheme,
  LATENCY_METRICS,
  SHARING_LIMITS,
} from '@clarion/contract';
import { MonitorSearch } from '../monitors/form/fields/monitor-search.js';
import { Icon } from '../ui/icon.js';
import { METRIC_WORDS } from './metric-words.js';

const KIND_WORDS = {
  monitor: 'Status and history',
  latency: 'Latency',
  events: 'What is going on now',
} as const satisfies Record<EmbedKind, string>;

const THEME_WORDS = { system: 'As the reader has it', light: 'Light', dark: 'Dark' } as const satisfies Record<EmbedTheme, string>;

/** Everything there is to choose about a frame. */
@Component({
  selector: 'app-embed-fields',
  imports: [Icon, MatFormField, MatHint, MatIconButton, MatInput, MatLabel, MatOption, MatSelect, MatSlideToggle, MonitorSearch],
  templateUrl: './embed-fields.html',
  styleUrl: './fields.scss',
})
export class EmbedFields {
  readonly choice = model.required<EmbedChoice>();

  protected readonly themes = EMBED_THEMES;
  protected readonly metrics = LATENCY_METRICS;
  protected readonly limits = SHARING_LIMITS;
  protected readonly kindWords = KIND_WORDS;
  protected readonly themeWords = THEME_WORDS;
  protected readonly metricWords = METRIC_WORDS;
  /** Without a monitor there are events only. */
  protected readonly kinds = computed(() => EMBED_KINDS.filter((kind) => kind === 'events' || this.choice().tag !== ''));
  protected readonly taken = computed(() => new Set(this.choice().tags));

  protected set<Name extends keyof EmbedChoice>(name: Name, value: EmbedChoice[Name]): void {
    this.choice.update((choice) => ({ ...choice, [name]: value }));
  }

  protected add(tag: string): void {
    this.set('tags', [...this.choice().tags, tag]);
  }

  protected remove(tag: string): void {
    this.set(
      'tags',
      this.choice().tags.filter((each) => each !== tag),
    );
  }
}

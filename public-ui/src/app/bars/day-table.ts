import type { MonitorSnapshot } from '@clarion/contract';
import { STATUS_WORDS } from '@clarion/i18n';
import { booleanAttribute, Component, computed, inject, input, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { dayWords, problemDays } from './day-words';

/** Rows in the HTML of a page with many monitors; the rest is one click, or without script one link, away. */
const FEW = 3;

/** The strip as a table, newest day first: for readers who cannot use the drawing, for print, and without script. */
@Component({
  selector: 'app-day-table',
  templateUrl: './day-table.html',
})
export class DayTable {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  readonly monitor = input.required<MonitorSnapshot>();
  readonly dayStarts = input.required<readonly number[]>();
  /** Start with every day with a problem, not with the newest few. */
  readonly isLong = input(false, { transform: booleanAttribute });

  /** Address of every day as a file; thirty of them would weigh on a page that has a link to each monitor's. */
  readonly csv = input('');

  protected readonly isComplete = signal(false);
  protected readonly base = computed(() => `${this.store.monitorBase()}/${this.monitor().tag}`);
  private readonly problems = computed(() => problemDays(this.monitor()));
  protected readonly hasMore = computed(() => this.rows().length < this.monitor().days.length);
  protected readonly caption = computed(() => {
    const { name } = this.monitor();
    if (this.isComplete()) return this.texts.say('table.captionAll', { name });
    const all = this.problems().length;
    if (all === 0) return this.texts.say('table.none');
    return this.rows().length < all
      ? this.texts.say('table.captionNewest', { name, count: all })
      : this.texts.say('table.caption', { name });
  });
  protected readonly rows = computed(() => {
    const monitor = this.monitor();
    const few = this.isLong() ? this.problems() : this.problems().slice(0, FEW);
    const indexes = this.isComplete() ? Array.from({ length: monitor.days.length }, (_, index) => monitor.days.length - 1 - index) : few;
    return indexes.map((index) => {
      const at = this.dayStarts()[index] ?? 0;
      const { status, uptime, problems, line } = dayWords(this.texts, monitor, index);
      const date = this.texts.date(at);
      return {
        status,
        date,
        day: this.texts.day(at),
        word: this.texts.say(STATUS_WORDS[status]),
        uptime: uptime ?? this.texts.say('services.unknownUptime'),
        problems: problems.join(', ') || (uptime === null ? line : ''),
        // On a page of many the way to all days is the way to each.
        href: this.isLong() || this.isComplete() ? `${this.base()}?day=${date}` : null,
      };
    });
  });

  protected toggle(event: Event): void {
    event.preventDefault();
    this.isComplete.update((isComplete) => !isComplete);
  }
}

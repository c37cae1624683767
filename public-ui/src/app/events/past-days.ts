import type { PastDaySnapshot, PastEventSnapshot } from '@clarion/contract';
import { monthSlug } from '@clarion/domain';
import { afterNextRender, Component, computed, inject } from '@angular/core';

import { PAST_BLOCK, SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { EventTexts } from './event-texts';
import { ShownEvents } from './shown-events';

/** More quiet days in a row than this are one line. */
const FEW_QUIET = 2;

const isQuiet = ({ events, ongoing, hasMore }: PastDaySnapshot): boolean => events.length === 0 && ongoing === 0 && !hasMore;

/** Days in order, quiet ones next to each other taken together when they are many. */
export const stretches = (days: readonly PastDaySnapshot[]): PastDaySnapshot[][] => {
  const found: PastDaySnapshot[][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && isQuiet(day) && isQuiet(last[0]!)) last.push(day);
    else found.push([day]);
  }
  return found.flatMap((stretch) => (stretch.length > FEW_QUIET ? [stretch] : stretch.map((day) => [day])));
};

/** What happened lately, day by day; that nothing happened is told as well. */
@Component({
  selector: 'app-past-days',
  imports: [StatusIcon],
  templateUrl: './past-days.html',
})
export class PastDays {
  protected readonly texts = inject(Texts);
  protected readonly events = inject(EventTexts);
  private readonly store = inject(SnapshotStore);
  private readonly shown = inject(ShownEvents);

  protected readonly rows = computed(() =>
    stretches(this.shown.pastDays()).map((days) => {
      const [newest, oldest] = [days[0]!, days.at(-1)!];
      return {
        ...newest,
        name:
          days.length === 1
            ? this.texts.day(newest.from)
            : this.texts.say('past.noneRange', { from: this.texts.day(oldest.from), to: this.texts.day(newest.from) }),
        isQuiet: isQuiet(newest),
        calendar: `${this.calendarOf(newest.date)}#day-${newest.date}`,
      };
    }),
  );
  protected readonly calendar = computed(() => this.calendarOf(this.texts.date(this.store.snapshot().generatedAt)));

  constructor() {
    afterNextRender(() => this.store.awoke(PAST_BLOCK));
  }

  private calendarOf(date: string): string {
    return `${this.store.eventBase()}/events/${monthSlug(date.slice(0, 7))}`;
  }

  protected lasted({ kind, from, to }: PastEventSnapshot): string {
    const duration = this.texts.duration(to - from);
    return kind === 'incident' ? this.texts.say('past.resolvedIn', { duration }) : this.texts.say('past.completedIn', { duration });
  }
}

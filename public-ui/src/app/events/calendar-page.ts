import type { CalendarEntrySnapshot, CalendarSnapshot, EventStatus, IncidentState, Status } from '@clarion/contract';
import { monthSlug } from '@clarion/domain';
import { EVENT_STATUS_WORDS, INCIDENT_STATE_WORDS, isGregorian } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { calendarDays, calendarWeeks, type CalendarDay } from './calendar-days';
import { EventTexts, toneOf } from './event-texts';

/** Chips in one field of the grid; the list under it has all. */
const CHIPS = 3;
/** A Monday; the names of weekdays are taken from it on. */
const SOME_MONDAY = Date.UTC(2024, 0, 1, 12) / 1_000;

/** A month of events: a grid to look at, and the same as a list, which is all there is on a phone. @see ux A5 */
@Component({
  selector: 'app-calendar-page',
  imports: [StatusIcon],
  templateUrl: './calendar-page.html',
})
export class CalendarPage {
  protected readonly texts = inject(Texts);
  private readonly events = inject(EventTexts);
  private readonly store = inject(SnapshotStore);

  readonly snapshot = input.required<CalendarSnapshot>();

  /** Days below are written in another calendar than the month above them. */
  protected readonly hasOtherDays = computed(() => !isGregorian(this.store.locale()));
  protected readonly month = computed(() => this.texts.monthName(this.snapshot().month));
  protected readonly days = computed(() => calendarDays(this.snapshot()).map((day) => this.told(day)));
  protected readonly listed = computed(() => this.days().filter(({ entries }) => entries.length > 0));
  protected readonly weekdays = computed(() => {
    const first = this.snapshot().firstWeekday;
    return Array.from({ length: 7 }, (_, index) => {
      const at = SOME_MONDAY + ((first - 1 + index) % 7) * 86_400;
      return { short: this.texts.weekday(at), long: this.texts.longWeekday(at) };
    });
  });
  protected readonly weeks = computed(() => {
    const { month, firstWeekday } = this.snapshot();
    const told = new Map(this.days().map((day) => [day.from, day]));
    return calendarWeeks(calendarDays(this.snapshot()), month, firstWeekday).map((week, row) =>
      week.map((day, column) => ({ key: `${row}-${column}`, day: day === null ? null : (told.get(day.from) ?? null) })),
    );
  });
  protected readonly previous = computed(() => this.neighbour(this.snapshot().previous));
  protected readonly next = computed(() => this.neighbour(this.snapshot().next));

  private neighbour(month: string | null) {
    return month === null
      ? null
      : { href: `${this.store.eventBase()}/events/${monthSlug(month)}`, name: this.texts.monthName(month), rel: month };
  }

  private told(day: CalendarDay) {
    const entries = day.entries.map((entry) => ({
      key: entry.kind + entry.id,
      title: entry.title,
      href: this.events.href(entry.kind, entry.id),
      tone: toneOfEntry(entry),
      kind: this.texts.say(entry.kind === 'incident' ? 'calendar.kind.incident' : 'calendar.kind.maintenance'),
      state: this.stateOf(entry),
      when: this.whenOf(entry, day),
      services: this.texts.list(entry.affected.map(({ name }) => name)),
    }));
    return {
      ...day,
      id: `day-${this.texts.date(day.from)}`,
      name: this.nameOf(day.from),
      entries,
      chips: entries.slice(0, CHIPS),
      more: Math.max(0, entries.length - CHIPS),
    };
  }

  /** The grid counts Gregorian days; a day of another calendar says which of them it is. */
  private nameOf(at: number): string {
    const name = this.texts.fullDay(at);
    return this.hasOtherDays() ? `${name} (${this.texts.gregorianDay(at)})` : name;
  }

  private stateOf({ kind, state }: CalendarEntrySnapshot): string {
    return kind === 'incident'
      ? this.texts.say(INCIDENT_STATE_WORDS[state as IncidentState])
      : this.texts.say(EVENT_STATUS_WORDS[state as EventStatus]);
  }

  /** What of the event falls on the day. */
  private whenOf({ from, to }: CalendarEntrySnapshot, day: CalendarDay): string {
    const start = from < day.from ? this.texts.say('calendar.sinceBefore', { time: this.texts.dayTime(from) }) : this.texts.time(from);
    if (to === null) return `${start}, ${this.texts.say('calendar.open')}`;
    const isSame = to <= day.to;
    if (isSame && from >= day.from) return `${start}–${this.texts.time(to)}`;
    return `${start}, ${this.texts.say('calendar.until', { time: isSame ? this.texts.time(to) : this.texts.dayTime(to) })}`;
  }
}

const toneOfEntry = (entry: CalendarEntrySnapshot): Status =>
  entry.kind === 'maintenance' ? 'MAINTENANCE' : toneOf({ state: 'MONITORING', affected: entry.affected });

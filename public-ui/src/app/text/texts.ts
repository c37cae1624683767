import {
  formatAgo,
  formatClock,
  formatDay,
  formatDuration,
  formatGregorianDay,
  formatLatency,
  formatList,
  formatLongWeekday,
  formatMonth,
  formatNumber,
  formatPercent,
  formatPlannedDuration,
  formatShortDay,
  formatsOf,
  formatWeekday,
  isoDay,
  translate,
  type MessageKey,
  type Parameters,
} from '@clarion/i18n';
import { computed, inject, Service } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { Dictionaries } from './dictionaries';

/** Words, dates and numbers in the language and the zone of the snapshot. Reading them in a template follows a change of either. */
@Service()
export class Texts {
  private readonly store = inject(SnapshotStore);
  private readonly dictionaries = inject(Dictionaries);

  private readonly formats = computed(() => formatsOf(this.store.site().dateFormats ?? {}));

  readonly say = <Key extends MessageKey>(key: Key, ...parameters: Parameters<Key>): string => {
    this.dictionaries.revision();
    return translate(this.store.locale(), key, ...parameters);
  };

  readonly number = (value: number): string => formatNumber(this.store.locale(), value);
  readonly list = (items: readonly string[]): string => formatList(this.store.locale(), items);
  readonly percent = (text: string): string => formatPercent(this.store.locale(), text);
  readonly duration = (seconds: number): string => formatDuration(this.store.locale(), seconds);
  readonly plannedDuration = (seconds: number): string => formatPlannedDuration(this.store.locale(), seconds);
  readonly clock = (seconds: number): string => formatClock(this.store.locale(), seconds);
  readonly ago = (seconds: number): string => formatAgo(this.store.locale(), seconds);
  readonly latency = (milliseconds: number): string => formatLatency(this.store.locale(), milliseconds);

  /** All of these take an instant in Unix seconds. The days of a page come up once per monitor, so their names are kept. */
  readonly day = this.kept(formatDay);
  /** `YYYY-MM-DD`. */
  readonly date = this.kept((_locale, timeZone, at) => isoDay(timeZone, at));
  readonly shortDay = this.kept(formatShortDay);
  readonly fullDay = (at: number): string => this.formats().fullDay(this.store.locale(), this.store.timeZone(), at);
  readonly time = (at: number): string => this.formats().time(this.store.locale(), this.store.timeZone(), at);
  readonly zonedTime = (at: number): string => this.formats().zonedTime(this.store.locale(), this.store.timeZone(), at);
  readonly dayTime = (at: number): string => this.formats().dayTime(this.store.locale(), this.store.timeZone(), at);
  readonly month = (at: number): string => formatMonth(this.store.locale(), this.store.timeZone(), at);
  readonly gregorianDay = (at: number): string => formatGregorianDay(this.store.locale(), this.store.timeZone(), at);
  readonly weekday = (at: number): string => formatWeekday(this.store.locale(), this.store.timeZone(), at);
  readonly longWeekday = (at: number): string => formatLongWeekday(this.store.locale(), this.store.timeZone(), at);
  readonly window = (from: number, to: number): string => this.windowIn(this.store.timeZone(), from, to);
  /** The same on the clocks of another zone. */
  readonly windowIn = (timeZone: string, from: number, to: number): string =>
    this.formats().window(this.store.locale(), timeZone, from, to);
  /** The name of a month, whatever the zone. @param month `YYYY-MM` */
  readonly monthName = (month: string): string => formatMonth(this.store.locale(), 'UTC', Date.parse(`${month}-15T00:00:00Z`) / 1_000);
  readonly dateTime = (at: number): string => this.dateTimeIn(this.store.timeZone(), at);
  readonly dateTimeIn = (timeZone: string, at: number): string => this.formats().dateTime(this.store.locale(), timeZone, at);

  private kept(format: (locale: string, timeZone: string, at: number) => string): (at: number) => string {
    const names = computed(() => {
      const [locale, timeZone] = [this.store.locale(), this.store.timeZone()];
      const known = new Map<number, string>();
      return (at: number): string => {
        const name = known.get(at) ?? format(locale, timeZone, at);
        known.set(at, name);
        return name;
      };
    });
    return (at) => names()(at);
  }
}

import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui/icon.js';
import type { Entry } from './entries.js';
import { datesOfMonth, firstDayOfWeek, plusDays, plusMonths, weeksOfMonth } from './month.js';

const SHOWN = 3;
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const shortName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const longName = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });
const at = (date: string): Date => new Date(`${date}T00:00:00Z`);

/**
 * A month as a grid with one tab stop: arrows move by day and week, Home and End within a week, Page Up and Page Down by month, Enter opens
 * the day in the list below, which has everything the grid has.
 */
@Component({
  selector: 'app-month-grid',
  imports: [Icon, RouterLink],
  templateUrl: './month-grid.html',
  styleUrl: './month-grid.scss',
  host: { '(keydown)': 'onKey($event)' },
})
export class MonthGrid {
  /** `YYYY-MM` */
  readonly month = input.required<string>();
  readonly label = input.required<string>();
  /** By `YYYY-MM-DD`. */
  readonly days = input.required<ReadonlyMap<string, readonly Entry[]>>();
  readonly today = input.required<string>();
  /** BCP 47: says which day a week begins with. */
  readonly locale = input.required<string>();
  /** So many months on. */
  readonly turned = output<number>();
  readonly chosen = output<string>();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  protected readonly weeks = computed(() =>
    weeksOfMonth(this.month(), firstDayOfWeek(this.locale())).map((week) => week.map((date) => this.cellOf(date))),
  );
  protected readonly weekdays = computed(() =>
    (this.weeks()[0] ?? []).map(({ date }) => ({ short: shortName.format(at(date)), long: longName.format(at(date)) })),
  );
  /** The one date that Tab reaches: the present day, else the first of the month. */
  protected readonly active = linkedSignal(() => (this.today().startsWith(this.month()) ? this.today() : `${this.month()}-01`));

  /** Date that takes the focus once its month is there. */
  private wanted: string | null = null;

  constructor() {
    effect(() => {
      const month = this.month();
      const { wanted } = this;
      if (!wanted?.startsWith(month)) return;
      this.wanted = null;
      untracked(() => this.moveTo(wanted));
    });
  }

  protected onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    // Links inside a cell keep their own keys.
    if (target.getAttribute('role') !== 'gridcell' || event.metaKey || event.ctrlKey || event.altKey) return;
    const active = this.active();
    const week = this.weeks().find((each) => each.some(({ date }) => date === active)) ?? [];
    const inMonth = week.filter(({ isOther }) => !isOther).map(({ date }) => date);
    const moves: Record<string, () => void> = {
      ArrowRight: () => this.moveTo(plusDays(active, 1)),
      ArrowLeft: () => this.moveTo(plusDays(active, -1)),
      ArrowDown: () => this.moveTo(plusDays(active, 7)),
      ArrowUp: () => this.moveTo(plusDays(active, -7)),
      Home: () => this.moveTo(inMonth[0] ?? active),
      End: () => this.moveTo(inMonth.at(-1) ?? active),
      PageDown: () => this.turn(1, active),
      PageUp: () => this.turn(-1, active),
      Enter: () => this.chosen.emit(active),
      ' ': () => this.chosen.emit(active),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  private cellOf(date: string) {
    const entries = this.days().get(date) ?? [];
    const isOther = !date.startsWith(this.month());
    const counted = entries.length === 0 ? '' : `, ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`;
    return {
      date,
      isOther,
      number: Number(date.slice(8)),
      label: `${longDay.format(at(date))}${date === this.today() ? ', today' : ''}${counted}`,
      shown: entries.slice(0, SHOWN),
      more: Math.max(0, entries.length - SHOWN),
    };
  }

  private moveTo(date: string): void {
    if (date.startsWith(this.month())) {
      this.active.set(date);
      this.focusCell(date);
      return;
    }
    this.wanted = date;
    this.turned.emit(date < this.month() ? -1 : 1);
  }

  private turn(months: number, from: string): void {
    const dates = datesOfMonth(plusMonths(this.month(), months));
    // The 31st of a month that has none is its last day.
    this.wanted = dates[Number(from.slice(8)) - 1] ?? dates.at(-1) ?? null;
    this.turned.emit(months);
  }

  private focusCell(date: string): void {
    afterNextRender(() => this.host.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus(), { injector: this.injector });
  }
}

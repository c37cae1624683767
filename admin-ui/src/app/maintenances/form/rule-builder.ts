import { Component, computed, input, linkedSignal, model } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { LIMITS, WEEKDAYS, type Frequency, type OrdinalWeekday, type Weekday } from '@clarion/contract';
import { readRule, writeRule, type RuleEnding, type RuleFields } from '@clarion/domain';
import { Icon } from '../../ui/icon.js';
import { USUAL_RULE } from './maintenance-draft.js';
import {
  choicesOf,
  FAST_UNITS,
  longDay,
  MONTH_DAYS,
  monthName,
  ORDINALS,
  PRESETS,
  shortDay,
  startDay,
  UNITS,
  withStart,
} from './rule-choices.js';

/**
 * A recurrence rule by presets and fields. The text is what counts: the fields show what it says, and write it anew when one of them
 * changes; a text that says more than they can stays as it is.
 */
@Component({
  selector: 'app-rule-builder',
  imports: [
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
  ],
  templateUrl: './rule-builder.html',
  styleUrl: './rule-builder.scss',
})
export class RuleBuilder {
  /** Text of the rule. */
  readonly rule = model.required<string>();
  /** Local date of the start, `YYYY-MM-DD`: what the rule leaves open it takes from there. */
  readonly date = input.required<string>();
  protected readonly presets = PRESETS;
  protected readonly ordinals = ORDINALS;
  protected readonly weekdays = WEEKDAYS;
  protected readonly monthDays = MONTH_DAYS;
  protected readonly months = Array.from({ length: 12 }, (_, index) => index + 1);
  protected readonly most = LIMITS.ruleNumber;
  protected readonly shortDay = shortDay;
  protected readonly longDay = longDay;
  protected readonly monthName = monthName;

  private readonly start = computed(() => startDay(this.date()));
  protected readonly isReadable = computed(() => readRule(this.rule()).ok);
  protected readonly fields = computed(() => choicesOf(this.rule(), this.start()));
  protected readonly units = computed(() => [...UNITS, ...FAST_UNITS.filter(({ frequency }) => frequency === this.fields()?.frequency)]);
  protected readonly ordinal = computed(() => this.fields()?.ordinals[0] ?? null);
  /** Kept while another end is chosen, so that a click beside it loses nothing. */
  protected readonly lastDay = linkedSignal<RuleFields | null, string>({
    source: this.fields,
    computation: (fields, previous) => (fields?.end.kind === 'on' ? fields.end.date : (previous?.value ?? '')),
  });
  protected readonly times = linkedSignal<RuleFields | null, number>({
    source: this.fields,
    computation: (fields, previous) => (fields?.end.kind === 'after' ? fields.end.count : (previous?.value ?? 10)),
  });

  protected startOver(): void {
    this.rule.set(USUAL_RULE);
  }

  protected change(change: Partial<RuleFields>): void {
    const fields = this.fields();
    if (fields) this.rule.set(writeRule({ ...fields, ...change }));
  }

  protected setUnit(frequency: Frequency): void {
    // Days that were filled in for another unit say nothing about this one.
    this.change(withStart({ ...this.fields()!, frequency, weekdays: [], days: [], ordinals: [], months: [] }, this.start()));
  }

  protected setInterval(text: string): void {
    const interval = wholeNumber(text);
    if (interval !== null) this.change({ interval });
  }

  protected setWeekdays(weekdays: Weekday[]): void {
    // One has to be left, or the rule would silently take the start's.
    if (weekdays.length > 0) this.change({ weekdays });
  }

  protected setDays(days: number[]): void {
    if (days.length > 0) this.change({ days: [...days].sort((a, b) => a - b), ordinals: [] });
  }

  protected setMonths(months: number[]): void {
    if (months.length > 0) this.change({ months });
  }

  protected setBy(by: 'day' | 'weekday'): void {
    const { day, weekday } = this.start();
    const nth = day > 28 ? -1 : Math.ceil(day / 7);
    this.change(by === 'day' ? { days: [day], ordinals: [] } : { days: [], ordinals: [{ nth, weekday }] });
  }

  protected setOrdinal(change: Partial<OrdinalWeekday>): void {
    const ordinal = this.ordinal();
    if (ordinal) this.change({ ordinals: [{ ...ordinal, ...change }] });
  }

  protected setEnd(kind: RuleEnding['kind']): void {
    if (kind === 'never') this.change({ end: { kind } });
    if (kind === 'after') this.change({ end: { kind, count: this.times() } });
    if (kind === 'on') this.change({ end: { kind, date: this.lastDay() || this.yearOn() } });
  }

  protected setLastDay(date: string): void {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date)) this.change({ end: { kind: 'on', date } });
  }

  protected setTimes(text: string): void {
    const count = wholeNumber(text);
    if (count !== null) this.change({ end: { kind: 'after', count } });
  }

  /** A year after the start. */
  private yearOn(): string {
    const time = Date.parse(`${this.date()}T00:00:00Z`);
    const date = new Date(Number.isNaN(time) ? Date.now() : time);
    date.setUTCFullYear(date.getUTCFullYear() + 1);
    return date.toISOString().slice(0, 10);
  }
}

/** null while the field holds none that a rule could take. */
function wholeNumber(text: string): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= LIMITS.ruleNumber ? number : null;
}

import { Component, computed, inject, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { isOneTime, readRule, ruleWords } from '@clarion/domain';
import { Clock } from '../../platform/clock.js';
import { formatDateTime, timeZone } from '../../platform/formats.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { Icon } from '../../ui/icon.js';
import { plannedDuration, scheduleSentence } from '../rule-sentence.js';
import { formatDateTimeIn, formatTimeIn } from '../zoned-formats.js';
import { durationOf, type MaintenanceDraft } from './maintenance-draft.js';
import { RuleBuilder } from './rule-builder.js';
import { placeStart } from './wall-clock.js';
import { ZoneField } from './zone-field.js';

const DAY = 86_400;

/** When it takes place: start, zone and duration; once, or by a rule in fields and in text. */
@Component({
  selector: 'app-schedule-section',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatRadioButton,
    MatRadioGroup,
    MatSuffix,
    RuleBuilder,
    ZoneField,
  ],
  templateUrl: './schedule-section.html',
  styleUrl: './schedule-section.scss',
})
export class ScheduleSection {
  readonly maintenance = input.required<FieldTree<MaintenanceDraft>>();
  private readonly clock = inject(Clock);
  private readonly draft = computed(() => this.maintenance()().value());
  protected readonly repeats = computed(() => this.draft().repeats);
  private readonly start = computed(() => placeStart(this.draft().zone, this.draft().date, this.draft().time));

  /** What is odd about the start; it is allowed. */
  protected readonly oddities = computed(() => {
    const [start, draft] = [this.start(), this.draft()];
    if (!start) return [];
    const now = this.clock.now();
    const words: string[] = [];
    if (start.note === 'GAP') {
      words.push(
        `${draft.time} does not exist on that day in ${draft.zone}: clocks go forward. It starts at the first moment after the gap.`,
      );
    }
    if (start.note === 'OVERLAP') words.push(`${draft.time} comes twice on that day in ${draft.zone}. The first one counts.`);
    if (start.at < now && !draft.repeats) {
      words.push(
        start.at + durationOf(draft) <= now
          ? 'This lies in the past: it counts as completed at once.'
          : 'It has begun already: it starts as soon as it is saved.',
      );
    }
    return words;
  });
  protected readonly yourTime = computed(() => {
    const [start, { zone }] = [this.start(), this.draft()];
    return start && zone !== timeZone ? `Your time: ${formatDateTime(start.at)}` : '';
  });
  protected readonly ends = computed(() => {
    const [start, draft] = [this.start(), this.draft()];
    const seconds = durationOf(draft);
    if (!start || seconds <= 0) return '';
    const format = seconds < DAY ? formatTimeIn : formatDateTimeIn;
    return `${plannedDuration(seconds)}, until ${format(draft.zone, start.at + seconds)}`;
  });
  /** The whole schedule as a sentence; null while it is incomplete. */
  protected readonly sentence = computed(() => {
    const [start, draft] = [this.start(), this.draft()];
    const reading = readRule(draft.rrule);
    const seconds = durationOf(draft);
    if (!start || !draft.repeats || !reading.ok || seconds <= 0) return null;
    const words = ruleWords(reading.rule, { start: start.at, zone: draft.zone });
    const length = plannedDuration(seconds);
    // Such a rule may name hours of its own.
    if (words.kind === 'custom') return { text: `At the times that the rule names, for ${length}, ${draft.zone}`, isOnce: false };
    return {
      text: scheduleSentence(words, {
        localStart: `${draft.date}T${draft.time.slice(0, 5)}`,
        durationSeconds: seconds,
        timeZone: draft.zone,
      }),
      isOnce: isOneTime(reading.rule),
    };
  });

  protected setRepeats(repeats: boolean): void {
    const field = this.maintenance().repeats();
    field.value.set(repeats);
    field.markAsDirty();
  }

  protected setRule(text: string): void {
    const field = this.maintenance().rrule();
    field.value.set(text);
    field.markAsDirty();
  }
}

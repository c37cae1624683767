import { httpResource } from '@angular/common/http';
import { Component, computed, debounced, inject, input, linkedSignal } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import type { RuleWarning } from '@clarion/contract';
import { HORIZON_SECONDS } from '@clarion/domain';
import type { Conflict, Occurrence, PreviewBody, PreviewResponse } from '../../api/maintenances.js';
import { Clock } from '../../platform/clock.js';
import { formatDateTime, formatTime, timeZone } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { formatDateIn, formatWindowIn } from '../zoned-formats.js';

const TYPING_PAUSE_MS = 300;

const WARNING_WORDS: Readonly<Record<RuleWarning, string>> = {
  SUB_DAILY: 'It comes back more often than every day. That is allowed, but rarely meant.',
  OVERLAPS_ITSELF: 'It lasts longer than the time to the next one, so its events overlap.',
};

/** When it would take place: the next ten, on both clocks, with what daylight saving and other maintenances do to them. */
@Component({
  selector: 'app-occurrences-panel',
  imports: [Icon, MatProgressBar, ProblemPanel, RouterLink],
  templateUrl: './occurrences-panel.html',
  styleUrl: './occurrences-panel.scss',
})
export class OccurrencesPanel {
  /** null = the schedule is incomplete or wrong. */
  readonly request = input.required<PreviewBody | null>();
  /** Subscribers are told of every event that is made. */
  readonly isCreationTold = input(false);
  private readonly clock = inject(Clock);
  private readonly settled = debounced(
    computed(() => this.request(), { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) }),
    TYPING_PAUSE_MS,
  );
  protected readonly answer = httpResource<PreviewResponse>(() => {
    const body = this.settled.value();
    return body ? { url: '/api/v4/maintenance-previews', method: 'POST', body } : undefined;
  });
  /** The newest there is: the old one stays while somebody types on. */
  private readonly newest = linkedSignal<PreviewResponse | undefined, PreviewResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  protected readonly shown = computed(() => (this.request() === null || this.problem() ? null : (this.newest() ?? null)));
  protected readonly warnings = computed(() => (this.shown()?.warnings ?? []).map((warning) => WARNING_WORDS[warning]));
  protected readonly heading = computed(() => {
    const shown = this.shown();
    if (!shown || shown.is_one_time) return 'When';
    return shown.occurrences.length < 10 ? 'All that are left' : 'Next 10';
  });
  /** The start that was entered is not one that the rule names. */
  protected readonly laterStart = computed(() => {
    const [shown, request] = [this.shown(), this.settled.value()];
    const first = shown?.occurrences[0];
    if (!first || !request || shown.is_one_time || request.start_date_time < this.clock.now()) return '';
    const [asked, found] = [request.start_date_time, first.start_date_time].map((at) => formatDateIn(request.timezone, at));
    return asked === found ? '' : `The rule does not name ${asked}; the first one is on ${found}.`;
  });
  protected readonly rows = computed(() => {
    const [shown, zone] = [this.shown(), this.settled.value()?.timezone];
    if (!shown || !zone) return [];
    return shown.occurrences.map((occurrence) => ({
      at: occurrence.start_date_time,
      when: formatWindowIn(zone, occurrence.start_date_time, occurrence.end_date_time),
      yours: zone === timeZone ? '' : `your time ${yoursOf(occurrence, zone)}`,
      note: noteOf(occurrence),
      conflicts: byMaintenance(occurrence.conflicts),
      made: this.madeWords(occurrence),
    }));
  });

  private madeWords({ start_date_time }: Occurrence): string {
    if (start_date_time > this.clock.now() + HORIZON_SECONDS) return '';
    return this.isCreationTold() ? 'made on saving, subscribers told' : 'made on saving';
  }
}

function yoursOf({ start_date_time }: Occurrence, zone: string): string {
  const isSameDay = formatDateIn(zone, start_date_time) === formatDateIn(timeZone, start_date_time);
  return isSameDay ? formatTime(start_date_time) : formatDateTime(start_date_time);
}

const offsetWords = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
};

function noteOf({ note, local_start, offset_minutes, start_date_time }: Occurrence): string {
  const named = local_start.slice(11, 16);
  if (note === 'GAP') {
    const clock = new Date((start_date_time + offset_minutes * 60) * 1000).toISOString().slice(11, 16);
    return `${named} does not exist that night; it runs at ${clock}.`;
  }
  if (note === 'OVERLAP_FIRST') return `${named} comes twice that night; the first one counts.`;
  return note === 'OFFSET_CHANGED' ? `The clocks have changed: ${offsetWords(offset_minutes)} from here on.` : '';
}

/** One line for each other maintenance, with all the monitors that both work on. */
function byMaintenance(conflicts: readonly Conflict[]) {
  const lines = new Map<string, { id: number; title: string; monitors: string[]; when: string }>();
  for (const { maintenance_id, title, monitor_tag, start_date_time, end_date_time } of conflicts) {
    const key = `${maintenance_id} ${start_date_time}`;
    const line = lines.get(key);
    if (line) line.monitors.push(monitor_tag);
    else
      lines.set(key, {
        id: maintenance_id,
        title,
        monitors: [monitor_tag],
        when: formatWindowIn(timeZone, start_date_time, end_date_time),
      });
  }
  return [...lines.values()].map((line) => ({ ...line, monitors: line.monitors.join(', ') }));
}

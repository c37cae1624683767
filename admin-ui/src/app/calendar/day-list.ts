import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { localDate } from '@clarion/domain';
import { formatDateTime, formatTime, timeZone } from '../platform/formats.js';
import { Icon } from '../ui/icon.js';
import type { Entry } from './entries.js';

const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a month holds, day by day: everything the grid shows, with times and states. */
@Component({
  selector: 'app-day-list',
  imports: [Icon, RouterLink],
  template: `
    <section class="card" aria-labelledby="days">
      <h2 id="days" class="visually-hidden">Day by day</h2>
      @for (day of shown(); track day.date) {
        <div class="day" role="group" [attr.aria-labelledby]="'day-' + day.date">
          <h3 tabindex="-1" [id]="'day-' + day.date">
            {{ day.name }}
            @if (day.date === today()) {
              <span class="muted">today</span>
            }
          </h3>
          <ul>
            @for (line of day.lines; track line.entry.key) {
              <li>
                <app-icon [name]="line.entry.icon" [class]="line.entry.isOver ? 'over' : line.entry.kind" />
                <span class="when num">{{ line.when }}</span>
                <span class="what"
                  ><a [routerLink]="$any(line.entry.link)">{{ line.entry.title }}</a>
                  <span class="muted small">{{ line.kind }}, {{ line.entry.words.toLowerCase() }}</span></span
                >
              </li>
            }
          </ul>
        </div>
      } @empty {
        <p class="muted empty">{{ emptyText() }}</p>
      }
    </section>
  `,
  styleUrl: './day-list.scss',
})
export class DayList {
  /** By `YYYY-MM-DD`. */
  readonly days = input.required<ReadonlyMap<string, readonly Entry[]>>();
  readonly today = input.required<string>();
  readonly emptyText = input.required<string>();

  protected readonly shown = computed(() =>
    [...this.days()]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([date, entries]) => ({
        date,
        name: longDay.format(new Date(`${date}T00:00:00Z`)),
        lines: entries.map((entry) => ({
          entry,
          kind: entry.kind === 'incident' ? 'Incident' : 'Maintenance',
          when: `${startOn(entry, date)} – ${endOn(entry, date)}`,
        })),
      })),
  );
}

/** Times of the same day without its date; of another one in full. */
const startOn = ({ from }: Entry, date: string): string => (localDate(timeZone, from) === date ? formatTime(from) : formatDateTime(from));

function endOn({ to }: Entry, date: string): string {
  if (to === null) return 'now';
  return localDate(timeZone, to) === date ? formatTime(to) : formatDateTime(to);
}

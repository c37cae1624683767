import { httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MaintenanceStatesResponse } from '../api/maintenances.js';
import { EventMark } from '../maintenances/event-mark.js';
import { MaintenanceActions } from '../maintenances/maintenance-actions.js';
import { Clock } from '../platform/clock.js';
import { formatDateTime, formatDuration } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';

const SHOWN = 3;

/** Planned work that is in progress or comes next. Absent for those who may not see it. */
@Component({
  selector: 'app-next-maintenance',
  imports: [EventMark, Icon, ProblemPanel, RouterLink],
  template: `
    @if (canRead) {
      <section class="card" aria-labelledby="next-maintenance">
        <div class="card-head">
          <h2 id="next-maintenance">Next maintenance</h2>
          <span class="spacer"></span>
          <a routerLink="/manage/maintenances">All</a>
        </div>
        @if (problem(); as problem) {
          <div class="card-body">
            <app-problem heading="Planned work could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
          </div>
        } @else {
          <ul>
            @for (row of rows(); track row.id) {
              <li>
                <app-event-mark [status]="row.status" />
                <a [routerLink]="['/manage/maintenances', row.id]">{{ row.title }}</a>
                <span class="muted small num">{{ row.when }}</span>
              </li>
            } @empty {
              @if (newest()) {
                <li class="calm muted"><app-icon name="calendar" />Nothing is planned.</li>
              } @else {
                <li aria-hidden="true"><span class="skeleton"></span></li>
              }
            }
          </ul>
        }
      </section>
    }
  `,
  styles: `
    ul {
      padding: 8px 20px 16px;
    }
    li {
      display: grid;
      grid-template-columns: 148px minmax(0, 1fr) auto;
      gap: 4px 16px;
      align-items: center;
      padding-block: 8px;
    }
    li a {
      color: var(--text);
      font-weight: 560;
      text-decoration: none;
      overflow-wrap: anywhere;

      &:hover {
        color: var(--accent);
        text-decoration: underline;
      }
    }
    .calm {
      display: flex;
      gap: 10px;
    }
    @media (max-width: 719px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      li a {
        grid-column: 1 / -1;
        grid-row: 1;
      }
    }
  `,
})
export class NextMaintenance {
  private readonly clock = inject(Clock);
  private readonly actions = inject(MaintenanceActions);
  protected readonly canRead = inject(SessionStore).can('maintenances.read');
  protected readonly answer = httpResource<MaintenanceStatesResponse>(() => {
    this.clock.now();
    this.actions.changes();
    if (!this.canRead) return undefined;
    return { url: '/api/v4/maintenance-states', params: { status: 'ACTIVE', sort: 'next', order: 'asc', page: 1, limit: SHOWN } };
  });
  protected readonly newest = linkedSignal<MaintenanceStatesResponse | undefined, MaintenanceStatesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  protected readonly rows = computed(() =>
    (this.newest()?.maintenances ?? []).flatMap(({ id, title, current_event, next_event }) => {
      const event = current_event ?? next_event;
      return event ? [{ id, title, status: event.status, when: this.whenOf(event.start_date_time, event.end_date_time) }] : [];
    }),
  );

  private whenOf(from: number, to: number): string {
    const now = this.clock.now();
    if (from <= now) return to <= now ? 'ends now' : `ends in ${formatDuration(to - now)}`;
    return `${formatDateTime(from)}, in ${formatDuration(from - now)}`;
  }
}

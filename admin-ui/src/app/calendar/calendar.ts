import { httpResource } from '@angular/common/http';
import { Component, computed, ElementRef, inject, input, linkedSignal, LOCALE_ID } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { localDate } from '@clarion/domain';
import type { CalendarResponse } from '../api/calendar.js';
import { MaintenanceActions } from '../maintenances/maintenance-actions.js';
import { Clock } from '../platform/clock.js';
import { timeZone } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { DayList } from './day-list.js';
import { entriesByDate } from './entries.js';
import { MonthGrid } from './month-grid.js';
import { plusMonths, readMonth } from './month.js';

/** Incidents and planned work of a month, together. The month stands in the address. */
@Component({
  selector: 'app-calendar',
  imports: [DayList, Icon, MatButton, MatIconButton, MatProgressBar, MonthGrid, PageHeader, ProblemPanel, RouterLink],
  template: `
    <div class="page">
      <app-page-header heading="Calendar" [lead]="'Incidents and planned work, days and times in ' + zone + '.'">
        @if (canPlan) {
          <a matButton="filled" routerLink="/manage/maintenances/new"><app-icon matButtonIcon name="plus" />New maintenance</a>
        }
      </app-page-header>
      @if (problem(); as problem) {
        <app-problem heading="The calendar could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
      }
      <section class="card" aria-labelledby="month" [attr.aria-busy]="answer.isLoading()">
        @if (answer.status() === 'loading') {
          <mat-progress-bar class="late" mode="indeterminate" aria-label="Loading the month" />
        }
        <div class="head">
          <h2 id="month" aria-live="polite">{{ name() }}</h2>
          <nav aria-label="Months">
            <a matIconButton [attr.aria-label]="'Previous: ' + nameOf(previous())" [queryParams]="{ month: previous() }" [routerLink]="[]"
              ><app-icon name="chevronLeft"
            /></a>
            <a matButton [queryParams]="{ month: null }" [routerLink]="[]" [attr.aria-current]="isThisMonth() ? 'date' : null">Today</a>
            <a matIconButton [attr.aria-label]="'Next: ' + nameOf(next())" [queryParams]="{ month: next() }" [routerLink]="[]"
              ><app-icon name="chevronRight"
            /></a>
          </nav>
        </div>
        <app-month-grid
          [month]="shown()"
          [label]="name()"
          [days]="days()"
          [today]="today()"
          [locale]="locale"
          (turned)="turn($event)"
          (chosen)="openDay($event)"
        />
      </section>
      @if (newest()) {
        <app-day-list [days]="days()" [today]="today()" [emptyText]="'No incidents and no planned work in ' + name() + '.'" />
      } @else if (!problem()) {
        <div class="card card-body stack" aria-hidden="true"><span class="skeleton"></span><span class="skeleton"></span></div>
      }
    </div>
  `,
  styles: `
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px 16px;
      flex-wrap: wrap;
      padding: 12px 12px 12px 20px;
    }
    nav,
    nav a {
      display: inline-flex;
      align-items: center;
      justify-content: center;
    }
    @media (max-width: 719px) {
      app-month-grid {
        display: none;
      }
    }
  `,
})
export class Calendar {
  /** `YYYY-MM`; absent = the present one. */
  readonly month = input<string>();
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  private readonly actions = inject(MaintenanceActions);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly canPlan = inject(SessionStore).can('maintenances.write');
  protected readonly zone = timeZone;
  protected readonly locale = new Intl.DateTimeFormat().resolvedOptions().locale || inject(LOCALE_ID);

  protected readonly today = computed(() => localDate(timeZone, this.clock.now()));
  private readonly thisMonth = computed(() => this.today().slice(0, 7));
  protected readonly shown = computed(() => readMonth(this.month()) ?? this.thisMonth());
  protected readonly isThisMonth = computed(() => this.shown() === this.thisMonth());
  protected readonly previous = computed(() => plusMonths(this.shown(), -1));
  protected readonly next = computed(() => plusMonths(this.shown(), 1));
  protected readonly name = computed(() => this.nameOf(this.shown()));

  protected readonly answer = httpResource<CalendarResponse>(() => {
    this.actions.changes();
    return { url: '/api/v4/calendar', params: { month: this.shown(), tz: timeZone } };
  });
  /** Entries of the month before stay out of sight: another month starts empty. */
  protected readonly newest = linkedSignal<{ month: string; answer: CalendarResponse | undefined }, CalendarResponse | undefined>({
    source: () => ({ month: this.shown(), answer: this.answer.hasValue() ? this.answer.value() : undefined }),
    computation: ({ month, answer }, previous) => {
      const newest = answer ?? previous?.value;
      return newest?.month === month ? newest : undefined;
    },
  });
  protected readonly days = computed(() => {
    const newest = this.newest();
    return newest ? entriesByDate(newest, this.shown(), timeZone, this.clock.now()) : new Map<string, never[]>();
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });

  protected nameOf(month: string): string {
    return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-01T00:00:00Z`),
    );
  }

  protected turn(months: number): void {
    const month = plusMonths(this.shown(), months);
    void this.router.navigate([], { queryParams: { month: month === this.thisMonth() ? null : month } });
  }

  /** Leads to the entries of a day in the list. */
  protected openDay(date: string): void {
    this.host.querySelector<HTMLElement>(`#day-${date}`)?.focus();
  }
}

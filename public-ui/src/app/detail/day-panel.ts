import type { DaySnapshot } from '@clarion/contract';
import { STATUS_DURING } from '@clarion/i18n';
import { afterNextRender, Component, computed, ElementRef, inject, input, output, signal, viewChild } from '@angular/core';

import { Browser } from '../chrome/browser';
import { Texts } from '../text/texts';
import type { ChartPoint } from './chart-scale';
import { EventList } from './event-list';
import { LatencyChart } from './latency-chart';
import { MinuteGrid } from './minute-grid';
import { PeriodTable } from './period-table';

type Tab = 'minutes' | 'periods' | 'latency' | 'incidents' | 'maintenances';
const TABS = ['minutes', 'periods', 'latency', 'incidents', 'maintenances'] as const satisfies readonly Tab[];

/**
 * One day of a monitor. Without script all views stand below each other and the days are links; with it they are tabs. On a phone the panel is
 * a modal dialog over the page.
 */
@Component({
  selector: 'app-day-panel',
  imports: [EventList, LatencyChart, MinuteGrid, PeriodTable],
  templateUrl: './day-panel.html',
})
export class DayPanel {
  protected readonly texts = inject(Texts);

  readonly day = input.required<DaySnapshot>();
  /** Address of a day of this monitor; `null` = of no day. */
  readonly link = input.required<(date: string | null) => string>();
  /** Addresses of its tables as files. */
  readonly csv = input<Readonly<Record<'periods' | 'dayLatency', string>>>({ periods: '', dayLatency: '' });
  /** Another day, or none, was asked for. */
  readonly asked = output<string | null>();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly browser = inject(Browser);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly tab = signal<Tab>('minutes');
  protected readonly tabs = computed(() => TABS.filter((tab) => tab !== 'latency' || this.points().some(({ avgMs }) => avgMs !== null)));
  protected readonly incidents = computed(() => this.day().events.filter(({ kind }) => kind === 'incident'));
  protected readonly maintenances = computed(() => this.day().events.filter(({ kind }) => kind === 'maintenance'));
  protected readonly words = computed<Readonly<Record<Tab, string>>>(() => ({
    minutes: this.texts.say('day.minutes'),
    periods: this.texts.say('day.periods'),
    latency: this.texts.say('day.latency'),
    incidents: this.texts.say('day.incidents', { number: this.texts.number(this.incidents().length) }),
    maintenances: this.texts.say('day.maintenances', { number: this.texts.number(this.maintenances().length) }),
  }));

  protected readonly title = computed(() => this.texts.fullDay(this.day().from));
  protected readonly points = computed<ChartPoint[]>(() =>
    this.day().latency.points.map(({ at, ms }) => ({ at, avgMs: ms, minMs: null, maxMs: null })),
  );
  protected readonly facts = computed(() => {
    const { uptime, latency, from, to } = this.day();
    const [, degraded, down, maintenance, noData] = uptime.minutes;
    const told = [
      { status: 'DOWN', minutes: down },
      { status: 'DEGRADED', minutes: degraded },
      { status: 'MAINTENANCE', minutes: maintenance },
      { status: 'NO_DATA', minutes: noData },
    ] as const;
    const hours = (to - from) / 3_600;
    return [
      uptime.text === null ? this.texts.say('bars.noData') : this.texts.say('bars.uptime', { percent: this.texts.percent(uptime.text) }),
      ...told
        .filter(({ minutes }) => minutes > 0)
        .map(({ status, minutes }) => this.texts.say(STATUS_DURING[status], { duration: this.texts.duration(minutes * 60) })),
      latency.avgMs === null ? '' : this.texts.say('day.average', { value: this.texts.latency(latency.avgMs) }),
      hours === 24 ? '' : this.texts.say('day.hours', { count: hours }),
    ].filter(Boolean);
  });

  constructor() {
    afterNextRender(() => {
      const dialog = this.dialog().nativeElement;
      // A phone has no room beside the bars: the same panel becomes a modal sheet there. CSS decides what a phone is.
      if (getComputedStyle(dialog).getPropertyValue('--is-sheet').trim() !== '1' || typeof dialog.showModal !== 'function') return;
      dialog.close();
      dialog.showModal();
    });
  }

  /** Brings the panel into view and puts the reader at its title. */
  focus(): void {
    const heading = this.host.nativeElement.querySelector<HTMLElement>('.day-title');
    heading?.focus({ preventScroll: true });
    this.host.nativeElement.scrollIntoView({ block: 'nearest', behavior: this.browser.motion() });
  }

  protected ask(event: Event, date: string | null): void {
    event.preventDefault();
    this.asked.emit(date);
  }

  protected moveTab(event: Event, step: number): void {
    const tabs = this.tabs();
    const next = tabs[(tabs.indexOf(this.tab()) + step + tabs.length) % tabs.length] ?? 'minutes';
    event.preventDefault();
    this.tab.set(next);
    this.host.nativeElement.querySelector<HTMLElement>(`#day-tab-${next}`)?.focus();
  }
}

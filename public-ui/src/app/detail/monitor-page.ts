import type { LatencyRange, MonitorPageSnapshot } from '@clarion/contract';
import { LATENCY_RANGES } from '@clarion/contract';
import { isoInstant, MAINTENANCE_WORDS, REASON_KINDS, STATUS_BECAUSE, STATUS_FOR, STATUS_WORDS, type MessageKey } from '@clarion/i18n';
import { afterNextRender, Component, computed, DestroyRef, inject, Injector, input, signal, viewChild } from '@angular/core';

import '../early-parts';
import { barClip } from '../bars/bar-paths';
import { scaleWords } from '../bars/scale-words';
import { DayBars } from '../bars/day-bars';
import { DayTable } from '../bars/day-table';
import { Analytics } from '../chrome/analytics';
import { SubscribeTo } from '../chrome/subscribe-to';
import type { Subject } from '../chrome/subscribing';
import { Freshness } from '../live/freshness';
import { chosenDays, SnapshotSource, type Wish } from '../live/snapshot-source';
import { Legend } from '../monitors/legend';
import { ShareButtons } from '../sharing/share-buttons';
import { MONITOR_BLOCK, SnapshotStore } from '../state/snapshot-store';
import { ShareRow } from '../share/share-row';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { DayPanel } from './day-panel';
import { EventList } from './event-list';
import { LatencyChart } from './latency-chart';
import { UptimeExplanation } from './uptime-explanation';

const WINDOW_WORDS = {
  '24h': 'uptime.24h',
  '7d': 'uptime.7d',
  '30d': 'uptime.30d',
  '90d': 'uptime.90d',
  '365d': 'uptime.365d',
} as const satisfies Record<MonitorPageSnapshot['windows'][number]['label'], MessageKey>;

const RANGE_WORDS = {
  '1h': 'latency.1h',
  '3h': 'latency.3h',
  '6h': 'latency.6h',
  '12h': 'latency.12h',
  '24h': 'latency.24h',
  '48h': 'latency.48h',
  '7d': 'latency.7d',
  '14d': 'latency.14d',
  '30d': 'latency.30d',
  '90d': 'latency.90d',
} as const satisfies Record<LatencyRange, MessageKey>;
/** Beyond two days the hour of a point says nothing. */
const LONGEST_HOURLY = 2_880;

/** A monitor's own page. Days and ranges are addresses: each works as a plain link, and with script without leaving the page. */
@Component({
  selector: 'app-monitor-page',
  imports: [
    DayBars,
    DayPanel,
    DayTable,
    EventList,
    LatencyChart,
    Legend,
    ShareButtons,
    ShareRow,
    StatusIcon,
    SubscribeTo,
    UptimeExplanation,
  ],
  templateUrl: './monitor-page.html',
  host: { '[style]': 'scale()' },
})
export class MonitorPage {
  protected readonly texts = inject(Texts);
  protected readonly freshness = inject(Freshness);
  protected readonly store = inject(SnapshotStore);
  private readonly source = inject(SnapshotSource);
  private readonly injector = inject(Injector);
  private readonly analytics = inject(Analytics);

  readonly snapshot = input.required<MonitorPageSnapshot>();

  private readonly panel = viewChild(DayPanel);
  protected readonly isLoading = signal(false);

  protected readonly monitor = computed(() => this.snapshot().monitor);
  protected readonly subject = computed<Subject>(() => ({
    scope: { type: 'monitor', monitor_tag: this.monitor().tag },
    name: this.monitor().name,
  }));
  protected readonly base = computed(() => `${this.store.monitorBase()}/${this.monitor().tag}`);
  protected readonly home = computed(() => this.store.pageHome());
  protected readonly days = computed(() => this.monitor().days.length);
  protected readonly scale = scaleWords(() => ({ desktop: this.days(), mobile: this.monitor().historyDays.mobile }));
  protected readonly clip = computed(() => barClip(this.days()));
  protected readonly headline = computed(() => {
    const { status, since, reason } = this.monitor();
    if (reason?.source === 'maintenance' && status !== 'NO_DATA') return this.texts.say(MAINTENANCE_WORDS[status]);
    if (since === null) return this.texts.say(status === 'NO_DATA' ? 'services.noDataYet' : STATUS_WORDS[status]);
    const now = this.freshness.now() ?? this.snapshot().generatedAt;
    return this.texts.say(STATUS_FOR[status], { duration: this.texts.duration(Math.max(0, now - since)) });
  });
  /** The event that decides the status, as a link; null = the checks do. */
  protected readonly reason = computed(() => {
    const { reason, status } = this.monitor();
    if (!reason || status === 'NO_DATA') return null;
    const what = this.texts.say(REASON_KINDS[reason.source]);
    return {
      href: `${this.store.eventBase()}/${reason.source}s/${reason.id}`,
      text: this.texts.say(STATUS_BECAUSE[status], { what, title: reason.title }),
    };
  });
  protected readonly facts = computed(() => {
    const { intervalSeconds, lastCheckedAt } = this.monitor();
    return [
      intervalSeconds === null ? '' : this.every(intervalSeconds),
      lastCheckedAt === null ? '' : this.texts.say('monitor.checkedAt', { time: this.texts.zonedTime(lastCheckedAt) }),
    ].filter(Boolean);
  });
  protected readonly windows = computed(() =>
    this.snapshot().windows.map(({ label, uptime }) => ({
      label: this.texts.say(WINDOW_WORDS[label]),
      percent: uptime.text === null ? this.texts.say('services.unknownUptime') : this.texts.percent(uptime.text),
    })),
  );
  protected readonly hasLatency = computed(() => this.snapshot().latency.points.length > 0);
  protected readonly latencyFacts = computed(() => {
    const { avgMs, p95Ms, maxMs, minMs } = this.snapshot().latency;
    const facts = [
      ['latency.average', avgMs],
      ['latency.p95', p95Ms],
      ['latency.maximum', maxMs],
      ['latency.minimum', minMs],
    ] as const;
    return facts.flatMap(([key, value]) => (value === null ? [] : [{ label: this.texts.say(key), value: this.texts.latency(value) }]));
  });
  protected readonly isLongRange = computed(() => LATENCY_RANGES[this.snapshot().latency.range].spanMinutes > LONGEST_HOURLY);
  protected readonly ranges = computed(() =>
    (Object.keys(LATENCY_RANGES) as LatencyRange[]).map((range) => ({
      range,
      word: this.texts.say(RANGE_WORDS[range]),
      href: this.address({ range }),
      isCurrent: range === this.snapshot().latency.range,
    })),
  );
  /** Numbers of days to choose from; empty where there is only one. */
  protected readonly barRanges = computed(() =>
    (this.snapshot().barRanges ?? []).map((days, index) => ({
      days: index === 0 ? null : days,
      word: this.texts.say('services.days', { count: days }),
      href: this.address({ days: index === 0 ? null : days }),
      isCurrent: days === this.days(),
    })),
  );
  /** Tables of this page as files, in its zone. */
  protected readonly files = computed(() => {
    const { latency, timeZone, day } = this.snapshot();
    const file = (name: string, query: Record<string, string>): string =>
      `${this.base()}/${name}.csv?${new URLSearchParams({ tz: timeZone, ...query })}`;
    return {
      days: file('days', { days: String(this.days()) }),
      latency: file('latency', { range: latency.range }),
      periods: file('periods', { day: day?.date ?? '' }),
      dayLatency: file('day-latency', { day: day?.date ?? '' }),
    };
  });
  protected readonly dayLink = computed(() => (date: string | null) => this.address({ day: date }));
  protected readonly isoInstant = isoInstant;

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      this.store.awoke(MONITOR_BLOCK);
      const back = (): void => void this.load(this.wishOf(new URLSearchParams(location.search)));
      addEventListener('popstate', back);
      destroyed.onDestroy(() => removeEventListener('popstate', back));
    });
  }

  private every(seconds: number): string {
    if (seconds % 3_600 === 0) return this.texts.say('monitor.everyHours', { count: seconds / 3_600 });
    if (seconds % 60 === 0) return this.texts.say('monitor.everyMinutes', { count: seconds / 60 });
    return this.texts.say('monitor.everySeconds', { count: seconds });
  }

  private wishOf(query: URLSearchParams): Wish {
    const range = query.get('range');
    const days = query.get('days');
    return {
      day: query.get('day'),
      range: range !== null && range in LATENCY_RANGES ? (range as LatencyRange) : '24h',
      days: days === null ? null : Number(days),
    };
  }

  private address({ day, range, days }: Wish): string {
    const shown = this.snapshot();
    const query = new URLSearchParams();
    const date = day === undefined ? shown.day?.date : day;
    const span = range ?? shown.latency.range;
    if (date) query.set('day', date);
    if (span !== '24h') query.set('range', span);
    const length = days === undefined ? chosenDays(shown) : days;
    if (length !== null) query.set('days', String(length));
    return query.size > 0 ? `${this.base()}?${query}` : this.base();
  }

  protected pickRange(event: MouseEvent, range: LatencyRange): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.analytics.tell('status_chart_range_changed', { range });
    void this.go({ range });
  }

  protected pickDays(event: MouseEvent, days: number | null): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.analytics.tell('status_bars_range_changed', { days: String(days ?? this.snapshot().barRanges?.[0]) });
    void this.go({ days });
  }

  protected async openDay(day: string | null): Promise<void> {
    if (day !== null) this.analytics.tell('status_day_opened');
    if (!(await this.go({ day })) || day === null) return;
    afterNextRender(() => this.panel()?.focus(), { injector: this.injector });
  }

  /** The address changes when the data is there; if it cannot be had this way, the browser gets it the plain way. */
  private async go(wish: Wish): Promise<boolean> {
    const address = this.address(wish);
    if (!(await this.load(wish))) {
      location.assign(address);
      return false;
    }
    history.pushState(null, '', address);
    return true;
  }

  private async load(wish: Wish): Promise<boolean> {
    this.isLoading.set(true);
    const isLoaded = await this.source.refresh(wish);
    this.isLoading.set(false);
    return isLoaded;
  }
}

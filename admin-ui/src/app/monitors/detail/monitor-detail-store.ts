import { httpResource } from '@angular/common/http';
import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import type { LatencyRange } from '@clarion/contract';
import type { History, HistoryResponse } from '../../api/data.js';
import type { MonitorStateResponse } from '../../api/monitors.js';
import { Clock } from '../../platform/clock.js';
import { timeZone } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';

/** One monitor as its own screen shows it: how it is now, and its history in the browser's zone. */
@Service({ autoProvided: false })
export class MonitorDetailStore {
  private readonly actions = inject(MonitorActions);
  private readonly clock = inject(Clock);
  readonly tag = signal<string | null>(null);
  readonly range = signal<LatencyRange>('24h');
  /** `YYYY-MM-DD`, null = no day is open. */
  readonly day = signal<string | null>(null);
  private readonly edits = signal(0);

  private readonly stateAnswer = httpResource<MonitorStateResponse>(() => {
    const tag = this.tag();
    this.actions.changes();
    this.edits();
    // Fresh while somebody looks.
    this.clock.now();
    return tag ? `/api/v4/monitor-states/${encodeURIComponent(tag)}` : undefined;
  });
  private readonly historyAnswer = httpResource<HistoryResponse>(() => {
    const [tag, day] = [this.tag(), this.day()];
    this.edits();
    return tag ? { url: `${monitorUrl(tag)}/history`, params: { tz: timeZone, range: this.range(), ...(day ? { day } : {}) } } : undefined;
  });

  /** Rows of the monitor before stay out of sight: another tag starts empty. */
  private readonly newestState = linkedSignal<
    { tag: string | null; answer: MonitorStateResponse | undefined },
    MonitorStateResponse | undefined
  >({
    source: () => ({ tag: this.tag(), answer: this.stateAnswer.hasValue() ? this.stateAnswer.value() : undefined }),
    computation: ({ tag, answer }, previous) => answer ?? (previous?.source.tag === tag ? previous?.value : undefined),
  });
  private readonly newestHistory = linkedSignal<{ tag: string | null; answer: HistoryResponse | undefined }, HistoryResponse | undefined>({
    source: () => ({ tag: this.tag(), answer: this.historyAnswer.hasValue() ? this.historyAnswer.value() : undefined }),
    computation: ({ tag, answer }, previous) => answer ?? (previous?.source.tag === tag ? previous?.value : undefined),
  });
  readonly monitor = computed(() => {
    const monitor = this.newestState()?.monitor;
    return monitor && this.actions.patched(monitor);
  });
  readonly history = computed<History | undefined>(() => {
    const history = this.newestHistory()?.history;
    return (
      history && {
        dayStarts: history.day_starts,
        days: history.days,
        dayMinutes: history.day_minutes,
        windows: history.windows,
        latency: history.latency,
        day: history.day,
      }
    );
  });
  readonly isLoading = this.historyAnswer.isLoading;
  readonly problem = computed(() =>
    this.stateAnswer.error() && !this.stateAnswer.isLoading() ? toProblem(this.stateAnswer.error()) : null,
  );
  readonly historyProblem = computed(() =>
    this.historyAnswer.error() && !this.historyAnswer.isLoading() ? toProblem(this.historyAnswer.error()) : null,
  );

  /** Samples were changed by hand: everything computed from them is old. */
  edited(): void {
    this.edits.update((count) => count + 1);
  }

  reload(): void {
    this.stateAnswer.reload();
    this.historyAnswer.reload();
  }
}

import type { MonitorSnapshot, UptimeSnapshot } from '@clarion/contract';
import { REASON_WORDS } from '@clarion/i18n';
import { Component, computed, inject, input } from '@angular/core';

import { DayBars } from '../bars/day-bars';
import { DayTable } from '../bars/day-table';
import { sparklinePath } from '../bars/sparkline';
import { SnapshotStore } from '../state/snapshot-store';
import { statusWord } from '../status/status-word';
import { Texts } from '../text/texts';
import { UptimeExplainer } from './uptime-explainer';

/**
 * One monitor of a page: what it is, how it is, how it was. `compact` leaves out the past. A page holds a hundred of these and the server draws them
 * all, so the template spends no component on an icon or a line.
 */
@Component({
  selector: 'app-monitor-row',
  imports: [DayBars, DayTable],
  templateUrl: './monitor-row.html',
  host: { class: 'row', '[class.row-compact]': 'isCompact()', '[attr.id]': "'monitor-' + monitor().tag" },
})
export class MonitorRow {
  private readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly explainer = inject(UptimeExplainer);

  readonly monitor = input.required<MonitorSnapshot>();
  readonly dayStarts = input.required<readonly number[]>();
  readonly fewDays = input.required<number>();
  readonly isCompact = input(false);

  protected readonly href = computed(() => `${this.store.monitorBase()}/${this.monitor().tag}`);
  protected readonly sparkline = computed(() => sparklinePath(this.monitor().sparkline));
  protected readonly word = computed(() => statusWord(this.texts, this.monitor()));
  protected readonly checked = computed(() => {
    const at = this.monitor().lastCheckedAt;
    return at === null ? null : this.texts.say('monitor.checkedAt', { time: this.texts.zonedTime(at) });
  });
  /** The event that decides the status, as a link; null = the checks do. */
  protected readonly reason = computed(() => {
    const { reason } = this.monitor();
    if (!reason) return null;
    const { source, id, title } = reason;
    return { href: `${this.store.eventBase()}/${source}s/${id}`, text: this.texts.say(REASON_WORDS[source], { title }) };
  });
  protected readonly latency = computed(() => {
    const { latencyMs } = this.monitor();
    return latencyMs === null ? '' : this.texts.latency(latencyMs);
  });
  /** Both windows stand in the HTML and the width of the strip shows one, so the name says both. */
  protected readonly uptimeLabel = computed(() => {
    const { desktop, mobile } = this.monitor().uptime;
    const days = (count: number): string => this.texts.say('services.days', { count });
    const wide = this.texts.say('monitor.uptime', { percent: this.percent(desktop), days: days(this.monitor().days.length) });
    return `${wide}, ${this.texts.say('monitor.uptime', { percent: this.percent(mobile), days: days(this.fewDays()) })}`;
  });

  protected percent({ text }: UptimeSnapshot): string {
    return text === null ? this.texts.say('services.unknownUptime') : this.texts.percent(text);
  }

  protected openDay(date: string): void {
    location.assign(`${this.href()}?day=${date}`);
  }

  protected explain(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.explainer.open(this.monitor());
  }
}

import type { LayoutStyle, MonitorSnapshot, PageSectionSnapshot, Status } from '@clarion/contract';
import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';

import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { MonitorRow } from './monitor-row';
import { MonitorTile } from './monitor-tile';

const BY_WEIGHT: readonly Status[] = ['DOWN', 'DEGRADED', 'MAINTENANCE', 'UP', 'NO_DATA'];
const isProblem = ({ status }: MonitorSnapshot): boolean => status === 'DOWN' || status === 'DEGRADED' || status === 'MAINTENANCE';

/** A named group of monitors behind a native disclosure, or the plain list of a page without groups. */
@Component({
  selector: 'app-monitor-section',
  imports: [NgTemplateOutlet, MonitorRow, MonitorTile, StatusIcon],
  templateUrl: './monitor-section.html',
})
export class MonitorSection {
  protected readonly texts = inject(Texts);

  readonly section = input.required<PageSectionSnapshot>();
  /** The section's monitors that pass the filter. */
  readonly monitors = input.required<readonly MonitorSnapshot[]>();
  readonly layout = input.required<LayoutStyle>();
  readonly dayStarts = input.required<readonly number[]>();
  readonly fewDays = input.required<number>();
  /** A search is on: what it found must be seen. */
  readonly isForcedOpen = input(false);

  protected readonly isCompact = computed(() => this.layout().startsWith('compact'));
  protected readonly isTiled = computed(() => this.layout() === 'compact-grid');
  protected readonly affected = computed(() => this.monitors().filter(isProblem).length);
  protected readonly worst = computed<Status>(() => BY_WEIGHT.find((status) => this.monitors().some((monitor) => monitor.status === status)) ?? 'NO_DATA');
  protected readonly isOpen = computed(() => {
    const { open } = this.section();
    return this.isForcedOpen() || open === 'always' || (open === 'affected' && this.affected() > 0);
  });
  protected readonly tally = computed(() => {
    const total = this.monitors().length;
    const count = this.affected();
    if (count > 0) return this.texts.say('services.affected', { count, total });
    return this.worst() === 'NO_DATA' ? this.texts.say('services.noDataYet') : this.texts.say('services.allOperational', { count: total });
  });
}

import type { LayoutStyle, MonitorSnapshot, PageSectionSnapshot, Status } from '@clarion/contract';
import { NgTemplateOutlet } from '@angular/common';
import { afterNextRender, Component, computed, inject, input } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { Disclosure } from './disclosure';
import { LightRow } from './light-row';
import { MonitorRow } from './monitor-row';
import { MonitorTile } from './monitor-tile';

const BY_WEIGHT: readonly Status[] = ['DOWN', 'DEGRADED', 'MAINTENANCE', 'UP', 'NO_DATA'];
const isProblem = ({ status }: MonitorSnapshot): boolean => status === 'DOWN' || status === 'DEGRADED' || status === 'MAINTENANCE';

/** A named group of monitors behind a native disclosure, or the plain list of a page without groups. */
@Component({
  selector: 'app-monitor-section',
  imports: [Disclosure, LightRow, NgTemplateOutlet, MonitorRow, MonitorTile, StatusIcon],
  templateUrl: './monitor-section.html',
})
export class MonitorSection {
  protected readonly texts = inject(Texts);

  readonly section = input.required<PageSectionSnapshot>();
  readonly monitors = input.required<readonly MonitorSnapshot[]>();
  readonly layout = input.required<LayoutStyle>();
  readonly dayStarts = input.required<readonly number[]>();
  readonly fewDays = input.required<number>();
  /** So many rows are drawn whole at once, the rest when they come into view. */
  readonly wholeRows = input(Infinity);
  /** Tags that a search found anywhere on the page, null without one. */
  readonly found = input<ReadonlySet<string> | null>(null);

  protected readonly isCompact = computed(() => this.layout().startsWith('compact'));
  protected readonly isTiled = computed(() => this.layout() === 'compact-grid');
  protected readonly affected = computed(() => this.monitors().filter(isProblem).length);
  protected readonly worst = computed<Status>(
    () => BY_WEIGHT.find((status) => this.monitors().some((monitor) => monitor.status === status)) ?? 'NO_DATA',
  );
  protected readonly isOpenAtFirst = computed(() => {
    const { open } = this.section();
    return open === 'always' || (open === 'affected' && this.affected() > 0);
  });
  protected readonly isHidden = computed(() => this.monitors().every((monitor) => this.isFilteredOut(monitor)));
  protected readonly tally = computed(() => {
    const total = this.monitors().length;
    const count = this.affected();
    if (count > 0) return this.texts.say('services.affected', { count, total });
    return this.worst() === 'NO_DATA' ? this.texts.say('services.noDataYet') : this.texts.say('services.allOperational', { count: total });
  });

  constructor() {
    const store = inject(SnapshotStore);
    afterNextRender(() => store.awoke(this.section().id));
  }

  protected isFilteredOut({ tag }: MonitorSnapshot): boolean {
    return this.found()?.has(tag) === false;
  }
}

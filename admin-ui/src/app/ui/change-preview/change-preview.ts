import { Component, computed, effect, inject } from '@angular/core';
import type { BannerState } from '../../api/incidents.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { PAGE_STATUS_WORDS } from '../../platform/page-status-words.js';
import { Icon } from '../icon.js';
import { StatusMark } from '../status-mark.js';
import { DryRun } from './dry-run.js';

/** What readers will see once the change is made: the banner of each page, and the monitors that change. Reads the form's {@link DryRun}. */
@Component({
  selector: 'app-change-preview',
  imports: [Icon, StatusMark],
  providers: [MonitorNames],
  templateUrl: './change-preview.html',
  styleUrl: './change-preview.scss',
})
export class ChangePreviewPanel {
  protected readonly dryRun = inject(DryRun);
  protected readonly names = inject(MonitorNames);
  protected readonly pages = computed(() =>
    (this.dryRun.preview()?.banner ?? []).map(({ page_path, before, after }) => ({
      page: page_path === '~home' ? 'Home page' : `/${page_path}`,
      before,
      after,
      isSame: wordsOf(before) === wordsOf(after),
    })),
  );
  protected readonly monitors = computed(() =>
    (this.dryRun.preview()?.monitors ?? []).map((monitor) => ({
      ...monitor,
      name: this.names.of(monitor.monitor_tag)?.name ?? monitor.monitor_tag,
      uptime:
        monitor.uptime_30d_before === monitor.uptime_30d_after
          ? null
          : `30 days: ${percent(monitor.uptime_30d_before)} → ${percent(monitor.uptime_30d_after)}`,
    })),
  );
  protected readonly wordsOf = wordsOf;

  constructor() {
    effect(() => this.names.look((this.dryRun.preview()?.monitors ?? []).map(({ monitor_tag }) => monitor_tag)));
  }
}

const percent = (text: string | null): string => (text === null ? 'no data' : `${text} %`);
/** Green never stands above an open incident. @see ux A1 */
const wordsOf = ({ key, open_incidents = 0 }: BannerState): string =>
  key === 'ALL_OPERATIONAL' && open_incidents > 0 ? 'Ongoing Incident' : PAGE_STATUS_WORDS[key];

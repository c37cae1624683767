import { Component, computed, inject, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { MonitorState } from '../../api/monitors.js';
import type { PageSummary } from '../../api/site.js';
import { countWords } from '../../jobs/job-words.js';
import { formatInteger } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../../ui/icon.js';
import { ExportMonitors } from '../transfer/export-monitors.js';
import { BulkActions } from './bulk-actions.js';
import { MonitorSelection, type ListFilter } from './selection.js';

/** What is selected, and what can be done with it. Stays in sight while the list scrolls. */
@Component({
  selector: 'app-bulk-bar',
  imports: [Icon, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './bulk-bar.html',
  styleUrl: './bulk-bar.scss',
  host: { role: 'region', 'aria-label': 'Selected monitors' },
})
export class BulkBar {
  readonly rows = input.required<readonly MonitorState[]>();
  readonly total = input.required<number>();
  readonly filter = input.required<ListFilter>();
  readonly canWrite = input.required<boolean>();
  /** Public pages there are; empty for somebody who may not see them. */
  readonly pages = input.required<readonly PageSummary[]>();
  protected readonly selection = inject(MonitorSelection);
  protected readonly bulk = inject(BulkActions);
  protected readonly exporter = inject(ExportMonitors);
  private readonly session = inject(SessionStore);
  protected readonly canAddToPage = computed(() => this.session.can('pages.write') && this.pages().length > 0);
  protected readonly words = computed(() =>
    this.selection.isAllMatching()
      ? `All ${countWords(this.selection.count())} selected`
      : `${countWords(this.selection.count())} selected`,
  );
  protected readonly canSelectMore = computed(() => !this.selection.isAllMatching() && this.selection.count() < this.total());
  protected readonly moreWords = computed(() => `Select all ${formatInteger(this.total())}`);
}

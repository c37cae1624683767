import type { MonitorSnapshot, PageSnapshot } from '@clarion/contract';
import { NgTemplateOutlet } from '@angular/common';
import { afterNextRender, Component, computed, DOCUMENT, inject, Injector, input, signal } from '@angular/core';

import { barClip } from '../bars/bar-paths';
import { scaleWords } from '../bars/scale-words';
import { headline } from '../banner/headline';
import { StatusBanner } from '../banner/status-banner';
import { Analytics } from '../chrome/analytics';
import { Browser } from '../chrome/browser';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { NewsPill } from '../events/news-pill';
import { ShownEvents } from '../events/shown-events';
import { ShareRow } from '../share/share-row';
import { Legend } from './legend';
import { EventBlocks, MonitorSection, PastDays } from './page-parts';
import { PageToolbar, TOOLBAR_FROM } from './page-toolbar';

/** Rows of a page that are drawn whole on the server: drawing the past of a thousand would take seconds. */
const WHOLE_ROWS = 100;

/** A page of monitors: header, banner, toolbar when there are many, and the sections. */
@Component({
  selector: 'app-status-page',
  imports: [EventBlocks, Legend, MonitorSection, NewsPill, NgTemplateOutlet, PageToolbar, PastDays, ShareRow, StatusBanner],
  templateUrl: './status-page.html',
  host: { '[style]': 'scale()' },
})
export class StatusPage {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);

  protected readonly shown = inject(ShownEvents);
  private readonly document = inject(DOCUMENT);
  private readonly analytics = inject(Analytics);
  private readonly browser = inject(Browser);
  private readonly injector = inject(Injector);

  readonly snapshot = input.required<PageSnapshot>();

  protected readonly query = signal('');
  protected readonly isProblemsOnly = signal(false);
  protected readonly isFiltered = computed(() => this.query().trim() !== '' || this.isProblemsOnly());
  protected readonly days = computed(() => this.snapshot().page.historyDays.desktop);
  protected readonly scale = scaleWords(() => this.snapshot().page.historyDays);
  protected readonly clip = computed(() => barClip(this.days()));
  protected readonly hasToolbar = computed(() => this.snapshot().monitors.length >= TOOLBAR_FROM);
  protected readonly hasBars = computed(() => !this.snapshot().page.layout.startsWith('compact'));
  protected readonly problems = computed(() => this.snapshot().monitors.filter(isProblem).length);

  private readonly byTag = computed(() => new Map(this.snapshot().monitors.map((monitor) => [monitor.tag, monitor])));
  protected readonly sections = computed(() => {
    let left = WHOLE_ROWS;
    return this.snapshot().sections.map((section) => {
      const monitors = section.tags.map((tag) => this.byTag().get(tag)).filter((monitor) => monitor !== undefined);
      const wholeRows = Math.max(0, left);
      left -= monitors.length;
      return { section, monitors, wholeRows };
    });
  });
  /** Tags that pass the filter, null without one. Rows are hidden, not removed: what is still plain markup cannot lose a row. */
  protected readonly found = computed(() =>
    this.isFiltered()
      ? new Set(
          this.snapshot()
            .monitors.filter((monitor) => this.passes(monitor))
            .map(({ tag }) => tag),
        )
      : null,
  );

  private passes(monitor: MonitorSnapshot): boolean {
    if (this.isProblemsOnly() && !isProblem(monitor)) return false;
    const wanted = this.query().trim().toLocaleLowerCase(this.snapshot().locale);
    return [monitor.name, monitor.tag, monitor.description ?? ''].some((text) =>
      text.toLocaleLowerCase(this.snapshot().locale).includes(wanted),
    );
  }

  protected readonly news = computed(() => {
    const count = this.shown.newIncidents();
    if (count > 0) return this.texts.say('news.incident', { count });
    return this.shown.newMaintenances() > 0 ? this.texts.say('news.maintenance') : '';
  });
  protected readonly hasEvents = computed(() => this.shown.incidents().length + this.shown.maintenances().length > 0);
  /** Events stand in blocks of the page or behind the bell, never in both places. */
  protected readonly isBehindBell = computed(() => this.snapshot().eventPlacement === 'popover');
  protected readonly openIncidents = computed(() => this.snapshot().banner.openIncidents);
  protected readonly overall = computed(() => this.texts.say(headline(this.snapshot().banner).key));

  protected bellRung(): void {
    this.analytics.tell('status_notifications_opened');
  }

  /** What the reader asked for stands under the banner. */
  protected showNews(): void {
    this.shown.show();
    if (this.isBehindBell())
      afterNextRender(() => this.document.getElementById('notifications')?.showPopover(), { injector: this.injector });
    else this.document.getElementById('banner')?.scrollIntoView({ block: 'start', behavior: this.browser.motion() });
  }

  protected showAll(): void {
    this.query.set('');
    this.isProblemsOnly.set(false);
  }
}

const isProblem = ({ status }: MonitorSnapshot): boolean => status !== 'UP' && status !== 'NO_DATA';

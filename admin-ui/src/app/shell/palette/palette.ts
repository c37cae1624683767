import { httpResource } from '@angular/common/http';
import { afterNextRender, Component, computed, debounced, effect, inject, linkedSignal, Service, signal, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { MonitorStatesResponse } from '../../api/monitors.js';
import { MonitorActions } from '../../monitors/monitor-actions.js';
import { Toasts } from '../../platform/toasts.js';
import { Appearance } from '../../session/appearance.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../../ui/icon.js';
import { visibleNavigation } from '../nav-items.js';
import { IncidentFinder } from './incident-items.js';
import { MaintenanceFinder } from './maintenance-items.js';
import { PageFinder } from './page-items.js';
import { monitorItems, monitorText, rank, type PaletteItem } from './palette-items.js';
import { settingItems } from './setting-items.js';

const RECENT = 5;
const TYPING_PAUSE_MS = 120;

/** What was run from the palette lately, newest first. */
@Service()
export class PaletteHistory {
  readonly recent = signal<readonly string[]>([]);

  add(id: string): void {
    this.recent.update((recent) => [id, ...recent.filter((other) => other !== id)].slice(0, RECENT));
  }
}

/** Finds screens, monitors and actions by a few letters; Enter runs the marked one. */
@Component({
  selector: 'app-palette',
  imports: [Icon],
  providers: [IncidentFinder, MaintenanceFinder, PageFinder],
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
})
export class Palette {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(MonitorActions);
  private readonly appearance = inject(Appearance);
  private readonly toasts = inject(Toasts);
  private readonly history = inject(PaletteHistory);
  private readonly incidents = inject(IncidentFinder);
  private readonly maintenances = inject(MaintenanceFinder);
  private readonly pages = inject(PageFinder);
  private readonly dialog = inject(MatDialogRef);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly query = signal('');
  private readonly settledQuery = debounced(this.query, TYPING_PAUSE_MS);
  private readonly found = httpResource<MonitorStatesResponse>(() => {
    const text = monitorText(this.settledQuery.value() ?? '');
    if (!this.session.can('monitors.read') || text.length === 0) return undefined;
    return { url: '/api/v4/monitor-states', params: { text, limit: 6 } };
  });
  private readonly monitors = linkedSignal<MonitorStatesResponse | undefined, MonitorStatesResponse['monitors']>({
    source: () => (this.found.hasValue() ? this.found.value() : undefined),
    computation: (answer, previous) => (monitorText(this.query()).length === 0 ? [] : (answer?.monitors ?? previous?.value ?? [])),
  });
  protected readonly items = computed(() => {
    const deeds = {
      canWrite: this.session.can('monitors.write'),
      open: (tag: string) => this.router.navigate(['/manage/monitors', tag]),
      edit: (tag: string) => this.router.navigate(['/manage/monitors', tag, 'edit']),
      setActive: this.actions.setActive.bind(this.actions),
      setHidden: this.actions.setHidden.bind(this.actions),
    };
    const ofMonitors = this.monitors().flatMap((monitor) => monitorItems(monitor, deeds));
    const ofEvents = [...this.incidents.items(), ...this.maintenances.items(), ...this.pages.items()];
    const ofSettings = this.session.can('settings.read')
      ? settingItems(this.query(), ({ area, id }) => this.router.navigateByUrl(`/manage/${area}#${id}`))
      : [];
    return rank([...this.screens(), ...this.commands(), ...ofMonitors, ...ofEvents, ...ofSettings], this.query(), this.history.recent());
  });
  protected readonly active = linkedSignal({ source: this.items, computation: () => 0 });
  protected readonly isSearching = computed(
    () => this.found.isLoading() || this.incidents.isSearching() || this.maintenances.isSearching() || this.pages.isSearching(),
  );

  constructor() {
    effect(() => {
      const query = this.settledQuery.value() ?? '';
      this.incidents.query.set(query);
      this.maintenances.query.set(query);
      this.pages.query.set(query);
    });
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected onKey(event: KeyboardEvent): void {
    const count = this.items().length;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined && count > 0) {
      event.preventDefault();
      this.active.update((active) => (active + move + count) % count);
      this.list()?.nativeElement.children.item(this.active())?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      this.run(this.items()[this.active()]);
    }
  }

  protected run(item: PaletteItem | undefined): void {
    if (!item) return;
    this.history.add(item.id);
    this.dialog.close();
    item.run();
  }

  private screens(): PaletteItem[] {
    return visibleNavigation((permission) => this.session.can(permission))
      .flatMap(({ items }) => items)
      .map(({ path, label, icon, key }) => ({
        id: path,
        label,
        icon,
        kind: 'Screen',
        keys: ['g', key],
        run: () => this.router.navigateByUrl(path),
      }));
  }

  private commands(): PaletteItem[] {
    const items: PaletteItem[] = [];
    const undo = this.toasts.lastUndo();
    if (undo) items.push({ id: 'undo', label: `Undo last: ${undo.words}`, kind: 'Action', icon: 'undo', run: undo.undo });
    if (this.session.can('monitors.write')) {
      items.push({
        id: 'new-monitor',
        label: 'New monitor',
        kind: 'Action',
        icon: 'plus',
        keys: ['n'],
        run: () => this.router.navigateByUrl('/manage/monitors/new'),
      });
      items.push({
        id: 'import-monitors',
        label: 'Import monitors',
        kind: 'Action',
        icon: 'upload',
        run: () => this.router.navigateByUrl('/manage/monitors/import'),
      });
    }
    if (this.session.can('incidents.write')) {
      items.push({
        id: 'new-incident',
        label: 'New incident',
        kind: 'Action',
        icon: 'plus',
        run: () => this.router.navigateByUrl('/manage/incidents/new'),
      });
    }
    if (this.session.can('alerts.write')) {
      items.push({
        id: 'new-alert-rule',
        label: 'New alert rule',
        kind: 'Action',
        icon: 'bell',
        run: () => this.router.navigateByUrl('/manage/alerts/new'),
      });
    }
    if (this.session.can('alerts.read')) {
      items.push(
        {
          id: 'alert-log',
          label: 'Alert log',
          kind: 'Screen',
          icon: 'list',
          run: () => this.router.navigateByUrl('/manage/alerts/log'),
        },
        {
          id: 'failed-deliveries',
          label: 'Deliveries that failed',
          kind: 'Screen',
          icon: 'send',
          run: () => this.router.navigateByUrl('/manage/deliveries?state=dead'),
        },
      );
    }
    if (this.session.can('triggers.read')) {
      items.push({
        id: 'triggers',
        label: 'Triggers',
        kind: 'Screen',
        icon: 'send',
        run: () => this.router.navigateByUrl('/manage/alerts/triggers'),
      });
    }
    if (this.session.can('triggers.write')) {
      items.push({
        id: 'new-trigger',
        label: 'New trigger',
        kind: 'Action',
        icon: 'send',
        run: () => this.router.navigateByUrl('/manage/alerts/triggers/new'),
      });
    }
    const isDark = this.appearance.preferences().theme === 'dark';
    items.push(
      {
        id: 'theme',
        label: isDark ? 'Switch to light theme' : 'Switch to dark theme',
        kind: 'Action',
        icon: isDark ? 'sun' : 'moon',
        run: () =>
          this.appearance.change({ theme: isDark ? 'light' : 'dark' }).catch(() => this.toasts.say('The theme could not be saved.')),
      },
      { id: 'sign-out', label: 'Sign out', kind: 'Action', icon: 'signOut', run: () => this.router.navigateByUrl('/account/signout') },
    );
    return items;
  }
}

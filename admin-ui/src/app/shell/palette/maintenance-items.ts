import { httpResource } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { MaintenanceState, MaintenanceStatesResponse } from '../../api/maintenances.js';
import { MaintenanceActions } from '../../maintenances/maintenance-actions.js';
import { MaintenanceDialogs } from '../../maintenances/maintenance-dialogs.js';
import { SessionStore } from '../../session/session-store.js';
import type { PaletteItem } from './palette-items.js';

const VERBS = ['open', 'edit', 'activate', 'deactivate', 'complete', 'skip', 'cancel'];
const FOUND = 4;

/** The part of the query that names a maintenance: `skip patches` asks the server for `patches`. */
export function maintenanceText(query: string): string {
  const [first = '', ...rest] = query.trim().split(/\s+/);
  const isVerb = first.length >= 3 && VERBS.some((verb) => verb.startsWith(first.toLowerCase()));
  return isVerb ? rest.join(' ') : query.trim();
}

/** What the palette can do with planned work: find it, open it, change it. */
@Service({ autoProvided: false })
export class MaintenanceFinder {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(MaintenanceActions);
  private readonly dialogs = inject(MaintenanceDialogs);
  /** What is typed, once it has settled. */
  readonly query = signal('');

  private readonly found = httpResource<MaintenanceStatesResponse>(() => {
    const text = maintenanceText(this.query());
    if (!this.session.can('maintenances.read') || text.length === 0) return undefined;
    return { url: '/api/v4/maintenance-states', params: { text, limit: FOUND } };
  });
  readonly isSearching = this.found.isLoading;
  readonly items = computed<PaletteItem[]>(() => {
    const rows = this.found.hasValue() ? this.found.value().maintenances : [];
    const canWrite = this.session.can('maintenances.write');
    const create: PaletteItem = {
      id: 'new-maintenance',
      label: 'New maintenance',
      kind: 'Action',
      icon: 'plus',
      run: () => this.router.navigateByUrl('/manage/maintenances/new'),
    };
    return [...(canWrite ? [create] : []), ...rows.flatMap((row) => this.itemsOf(row, canWrite))];
  });

  private itemsOf(row: MaintenanceState, canWrite: boolean): PaletteItem[] {
    const { id, title, current_event, next_event } = row;
    const isActive = row.status === 'ACTIVE';
    const go = (...path: string[]) => this.router.navigate(['/manage/maintenances', id, ...path]);
    const open: PaletteItem = { id: `maintenance:${id}`, label: title, kind: `Maintenance ${id}`, icon: 'wrench', run: () => go() };
    if (!canWrite) return [open];
    const action = (key: string, label: string, icon: PaletteItem['icon'], run: () => unknown): PaletteItem => ({
      id: `maintenance-${key}:${id}`,
      label: `${label} ${title}`,
      kind: 'Action',
      icon,
      run,
    });
    return [
      open,
      action('edit', 'Edit', 'edit', () => go('edit')),
      action('active', isActive ? 'Deactivate' : 'Activate', isActive ? 'pause' : 'play', () => this.actions.setActive(row, !isActive)),
      ...(current_event ? [action('complete', 'Complete', 'check', () => this.dialogs.complete(row, current_event))] : []),
      ...(next_event
        ? [action('cancel', row.is_recurring ? 'Skip next' : 'Cancel', 'close', () => this.dialogs.cancel(row, next_event))]
        : []),
    ];
  }
}

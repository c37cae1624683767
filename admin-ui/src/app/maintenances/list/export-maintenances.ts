import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceState, MaintenanceStatesResponse } from '../../api/maintenances.js';
import { toCsv } from '../../monitors/transfer/csv.js';
import { saveFile } from '../../monitors/transfer/save-file.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { MaintenanceActions } from '../maintenance-actions.js';
import { toFilter, type ListQuery } from './list-query.js';

const AT_ONCE = 100;
const COLUMNS = [
  'id',
  'title',
  'description',
  'start_date_time',
  'rrule',
  'timezone',
  'duration_seconds',
  'status',
  'is_global',
  'monitors',
  'url',
] as const satisfies readonly (keyof MaintenanceState)[];

/** Saves every maintenance that the filter of the list finds as a file. */
@Service()
export class ExportMaintenances {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MaintenanceActions);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  readonly isRunning = signal(false);

  async export(kind: 'json' | 'csv', query: ListQuery): Promise<void> {
    this.isRunning.set(true);
    this.actions.failure.set(null);
    try {
      const found = await this.all(query);
      saveFile(fileName(query, new Date(this.clock.now() * 1000).toISOString(), kind), kind === 'csv' ? csvOf(found) : jsonOf(found));
      this.toasts.say(`Exported ${found.length} ${found.length === 1 ? 'maintenance' : 'maintenances'}`);
    } catch (error) {
      const retry = () => void this.export(kind, query);
      this.actions.failure.set({ words: 'The maintenances were not exported.', problem: toProblem(error), retry });
    } finally {
      this.isRunning.set(false);
    }
  }

  private async all(query: ListQuery): Promise<MaintenanceState[]> {
    const filter = toFilter(query, this.clock.now());
    const found: MaintenanceState[] = [];
    for (let page = 1; ; page += 1) {
      // Ascending, so that what is created meanwhile comes last and moves nothing.
      const params = { ...filter, sort: 'id', order: 'asc', page, limit: AT_ONCE };
      const answer = await firstValueFrom(this.http.get<MaintenanceStatesResponse>('/api/v4/maintenance-states', { params }));
      found.push(...answer.maintenances);
      if (answer.maintenances.length === 0 || found.length >= answer.total) return found;
    }
  }
}

const carried = (row: MaintenanceState) => Object.fromEntries(COLUMNS.map((column) => [column, row[column]]));
const jsonOf = (rows: readonly MaintenanceState[]): string => `${JSON.stringify({ maintenances: rows.map(carried) }, null, 2)}\n`;
const csvOf = (rows: readonly MaintenanceState[]): string =>
  toCsv([
    COLUMNS,
    ...rows.map((row) =>
      COLUMNS.map((column) =>
        column === 'monitors'
          ? row.monitors.map(({ monitor_tag, impact }) => `${monitor_tag} ${impact}`).join('; ')
          : String(row[column] ?? ''),
      ),
    ),
  ]);

/** Says which filter made the file. @param exportedAt ISO 8601 */
export function fileName(query: ListQuery, exportedAt: string, kind: 'json' | 'csv'): string {
  const words = [query.text, query.status, query.monitor, query.window]
    .map((part) =>
      (part ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter(Boolean);
  return ['maintenances', ...(words.length > 0 ? words : ['all']), exportedAt.slice(0, 10)].join('-') + `.${kind}`;
}

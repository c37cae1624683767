import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceState, MaintenanceStatesResponse } from '../../api/maintenances.js';
import { toCsv } from '../../monitors/transfer/csv.js';
import { fileName, type FileKind } from '../../monitors/transfer/export-monitors.js';
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

  async export(kind: FileKind, query: ListQuery): Promise<void> {
    this.isRunning.set(true);
    this.actions.failure.set(null);
    try {
      const found = await this.all(query);
      const name = fileName(saidBy(query), found.length, new Date(this.clock.now() * 1000).toISOString(), kind, 'maintenances');
      saveFile(name, kind === 'csv' ? csvOf(found) : jsonOf(found));
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

/** What narrows the list, as the name of a file says it. */
const saidBy = ({ text, status, monitor, window }: ListQuery): Record<string, string> =>
  Object.fromEntries(Object.entries({ text, status, monitor, window }).filter((entry): entry is [string, string] => Boolean(entry[1])));

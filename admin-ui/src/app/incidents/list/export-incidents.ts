import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import type { IncidentSummary } from '../../api/incidents.js';
import { toCsv } from '../../monitors/transfer/csv.js';
import { fileName, type FileKind } from '../../monitors/transfer/export-monitors.js';
import { saveFile } from '../../monitors/transfer/save-file.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { countIncidents } from '../incident-words.js';
import { collectIncidents } from './collect-incidents.js';

const iso = (at: number | null): string => (at === null ? '' : new Date(at * 1000).toISOString());

/** Columns of the table, in order; instants are ISO 8601, durations seconds. */
const COLUMNS = {
  id: ({ id }) => String(id),
  title: ({ title }) => title,
  state: ({ state }) => state,
  started_at: ({ start_date_time }) => iso(start_date_time),
  ended_at: ({ end_date_time }) => iso(end_date_time),
  duration_seconds: ({ duration_seconds }) => String(duration_seconds),
  source: ({ incident_source }) => incident_source,
  is_global: ({ is_global }) => is_global,
  monitors: ({ monitors }) => monitors.map(({ monitor_tag, impact }) => `${monitor_tag}:${impact}`).join(' '),
  updates: ({ comment_count }) => String(comment_count),
  last_update_at: ({ updated_at_ts }) => iso(updated_at_ts),
  next_update_at: ({ next_update_at }) => iso(next_update_at),
  url: ({ url }) => url,
} as const satisfies Record<string, (incident: IncidentSummary) => string>;

/** One line for each incident, under a line of names. */
export const toIncidentCsv = (incidents: readonly IncidentSummary[]): string =>
  toCsv([Object.keys(COLUMNS), ...incidents.map((incident) => Object.values(COLUMNS).map((cell) => cell(incident)))]);

/** @param exportedAt ISO 8601 */
export const toIncidentDocument = (incidents: readonly IncidentSummary[], exportedAt: string): string =>
  `${JSON.stringify({ format: 'clarion.incidents', version: 1, exported_at: exportedAt, incidents }, null, 2)}\n`;

/** Saves every incident that matches a filter as a file. */
@Service()
export class ExportIncidents {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  readonly isRunning = signal(false);
  readonly problem = signal<Problem | null>(null);

  /** @param filter parameters of GET `/incident-states` */
  async export(kind: FileKind, filter: Readonly<Record<string, string | number>>): Promise<void> {
    this.isRunning.set(true);
    this.problem.set(null);
    try {
      const incidents = await collectIncidents(this.http, filter);
      const now = new Date().toISOString();
      const text = kind === 'csv' ? toIncidentCsv(incidents) : toIncidentDocument(incidents, now);
      saveFile(fileName(filter, incidents.length, now, kind, 'incidents'), text);
      this.toasts.say(`Exported ${countIncidents(incidents.length)}`);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isRunning.set(false);
    }
  }
}

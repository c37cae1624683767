import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Monitor, MonitorResponse, MonitorsResponse, MonitorState } from '../../api/monitors.js';
import { toProblem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { countWords } from '../bulk/bulk-actions.js';
import type { ListFilter, MonitorSelection } from '../bulk/selection.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';
import { toMonitorCsv } from './monitor-csv.js';
import { toDocument } from './monitor-document.js';
import { saveFile } from './save-file.js';

/** JSON holds everything as it is; CSV is for spreadsheets. */
export type FileKind = 'json' | 'csv';

/** From here on the whole list is read at once instead of one monitor after the other. */
const FEW = 20;

/** Saves settings of monitors as a file, without their secrets. */
@Service()
export class ExportMonitors {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MonitorActions);
  private readonly toasts = inject(Toasts);
  readonly isRunning = signal(false);

  async export(kind: FileKind, selection: MonitorSelection, onScreen: readonly MonitorState[], filter: ListFilter): Promise<void> {
    this.isRunning.set(true);
    this.actions.failure.set(null);
    try {
      const chosen = await selection.resolve(onScreen);
      const monitors = await this.settingsOf(chosen.map(({ tag }) => tag));
      const now = new Date().toISOString();
      const text = kind === 'csv' ? toMonitorCsv(monitors) : `${JSON.stringify(toDocument(monitors, now), null, 2)}\n`;
      saveFile(fileName(selection.isAllMatching() ? filter : null, monitors.length, now, kind), text);
      this.toasts.say(`Exported ${countWords(monitors.length)}, without secrets`);
    } catch (error) {
      const retry = () => void this.export(kind, selection, onScreen, filter);
      this.actions.failure.set({ words: 'The monitors were not exported.', problem: toProblem(error), retry });
    } finally {
      this.isRunning.set(false);
    }
  }

  /** In the order of `tags`; one that has gone meanwhile is left out of a long list and an error in a short one. */
  private async settingsOf(tags: readonly string[]): Promise<Monitor[]> {
    if (tags.length <= FEW) {
      return Promise.all(tags.map(async (tag) => (await firstValueFrom(this.http.get<MonitorResponse>(monitorUrl(tag)))).monitor));
    }
    const { monitors } = await firstValueFrom(this.http.get<MonitorsResponse>('/api/v4/monitors'));
    const byTag = new Map(monitors.map((monitor) => [monitor.tag, monitor]));
    return tags.flatMap((tag) => byTag.get(tag) ?? []);
  }
}

/**
 * Says what is in the file: the filter when all that match were meant, the count otherwise.
 * @param exportedAt ISO 8601
 * @param what is in it, the first word of the name
 */
export function fileName(filter: ListFilter | null, count: number, exportedAt: string, kind: FileKind, what = 'monitors'): string {
  const parts = filter === null ? [`${count}-selected`] : Object.values(filter).map(String);
  const words = parts
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter(Boolean);
  return [what, ...(words.length > 0 ? words : ['all']), exportedAt.slice(0, 10)].join('-') + `.${kind}`;
}

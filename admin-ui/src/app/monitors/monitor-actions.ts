import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MonitorBody, MonitorResponse, MonitorState, MonitorTest, MonitorTestRequest, MonitorTestResponse } from '../api/monitors.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';

/** What a list shows of a monitor while the server has not answered yet. */
type Patch = Pick<Partial<MonitorState>, 'status' | 'is_hidden'>;

export interface FailedChange {
  words: string;
  problem: Problem;
  retry: () => void;
}

export const monitorUrl = (tag: string): string => `/api/v4/monitors/${encodeURIComponent(tag)}`;

/** Changes of monitors that any screen may start: shown at once, taken back when the server refuses, undone on request. */
@Service()
export class MonitorActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly pending = signal<ReadonlyMap<string, { version: number; patch: Patch }>>(new Map());
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  readonly failure = signal<FailedChange | null>(null);

  /** The row as it will be once the server has answered. A newer version of the row makes the patch void. */
  patched(monitor: MonitorState): MonitorState {
    const entry = this.pending().get(monitor.tag);
    return entry?.version === monitor.version ? { ...monitor, ...entry.patch } : monitor;
  }

  async setActive(monitor: MonitorState, isActive: boolean): Promise<void> {
    const words = `${isActive ? 'Resumed' : 'Paused'} ${monitor.name}`;
    await this.apply(monitor, { status: isActive ? 'ACTIVE' : 'INACTIVE' }, { status: monitor.status }, words);
  }

  async setHidden(monitor: MonitorState, isHidden: boolean): Promise<void> {
    const words = isHidden ? `${monitor.name} is hidden from the public pages` : `${monitor.name} is shown on its public pages`;
    await this.apply(monitor, { is_hidden: isHidden ? 'YES' : 'NO' }, { is_hidden: monitor.is_hidden }, words);
  }

  async test(request: MonitorTestRequest): Promise<MonitorTest> {
    return (await firstValueFrom(this.http.post<MonitorTestResponse>('/api/v4/monitor-tests', request))).test;
  }

  /** Runs the stored settings of a monitor once; nothing is recorded. */
  async testStored(tag: string): Promise<MonitorTest> {
    const { monitor } = await firstValueFrom(this.http.get<MonitorResponse>(monitorUrl(tag)));
    return this.test({ tag, monitor_type: monitor.monitor_type, type_data: monitor.type_data });
  }

  async clone(source: string, copy: { tag: string; name: string }): Promise<void> {
    await firstValueFrom(this.http.post<MonitorResponse>(`${monitorUrl(source)}/clone`, copy));
    this.changed();
  }

  async delete(monitor: Pick<MonitorState, 'tag' | 'name'>): Promise<void> {
    await firstValueFrom(this.http.delete(monitorUrl(monitor.tag)));
    this.changed();
    this.toasts.say(`Deleted ${monitor.name}`);
  }

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  private async apply(monitor: MonitorState, patch: Patch, inverse: Patch, words: string, canUndo = true): Promise<void> {
    this.failure.set(null);
    this.mark(monitor, patch);
    try {
      await firstValueFrom(this.http.patch<MonitorResponse>(monitorUrl(monitor.tag), patch satisfies MonitorBody));
      this.changed();
      if (canUndo) {
        // The row the undo starts from is one version newer; the list has loaded it by then or shows the server's word.
        this.toasts.sayWithUndo(
          words,
          () => void this.apply({ ...monitor, ...patch, version: monitor.version + 1 }, inverse, patch, `Undone: ${words}`, false),
        );
      } else {
        this.toasts.say(words);
      }
    } catch (error) {
      this.mark(monitor, null);
      const retry = () => void this.apply(monitor, patch, inverse, words, canUndo);
      this.failure.set({ words: `${monitor.name} was not changed.`, problem: toProblem(error), retry });
    }
  }

  private mark(monitor: MonitorState, patch: Patch | null): void {
    this.pending.update((pending) => {
      const next = new Map(pending);
      if (patch) next.set(monitor.tag, { version: monitor.version, patch });
      else next.delete(monitor.tag);
      return next;
    });
  }
}

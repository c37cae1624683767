import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MonitorState, MonitorStateResponse } from '../../../api/monitors.js';

type Known = Pick<MonitorState, 'tag' | 'name' | 'status' | 'current_status' | 'monitor_type' | 'interval_seconds'>;

/** What is known about monitors that settings hold by their tags alone: members of a group, those a monitor depends on. */
@Service({ autoProvided: false })
export class MonitorNames {
  private readonly http = inject(HttpClient);
  private readonly known = signal<ReadonlyMap<string, Known | null>>(new Map());
  private readonly asked = new Set<string>();

  /** @returns undefined while it is asked for, null when there is no such monitor */
  of(tag: string): Known | null | undefined {
    return this.known().get(tag);
  }

  /** Remembers what a search has found. */
  learn(monitor: Known): void {
    this.asked.add(monitor.tag);
    this.known.update((known) => new Map(known).set(monitor.tag, monitor));
  }

  /** Asks for those that nobody has asked for yet. */
  look(tags: readonly string[]): void {
    for (const tag of tags) {
      if (this.asked.has(tag)) continue;
      this.asked.add(tag);
      void this.ask(tag);
    }
  }

  private async ask(tag: string): Promise<void> {
    let found: Known | null = null;
    try {
      found = (await firstValueFrom(this.http.get<MonitorStateResponse>(`/api/v4/monitor-states/${encodeURIComponent(tag)}`))).monitor;
    } catch {
      // The tag alone is shown: a name is a courtesy, and the server judges the list when it is saved.
    }
    this.known.update((known) => new Map(known).set(tag, found));
  }
}

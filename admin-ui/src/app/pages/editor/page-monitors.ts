import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { MonitorState, MonitorStateResponse, MonitorStatesResponse } from '../../api/monitors.js';
import { SessionStore } from '../../session/session-store.js';

/** What the editor shows of a monitor. */
export type KnownMonitor = Pick<MonitorState, 'tag' | 'name' | 'status' | 'is_hidden' | 'current_status'>;

/** As many as one answer holds. */
const AT_ONCE = 100;

/** What is known of the monitors of a page, which its draft holds by their tags alone. */
@Service({ autoProvided: false })
export class PageMonitors {
  private readonly http = inject(HttpClient);
  private readonly canRead = inject(SessionStore).can('monitors.read');
  private readonly known = signal<ReadonlyMap<string, KnownMonitor>>(new Map());
  private readonly asked = new Set<string>();
  private loading: Promise<void> = Promise.resolve();

  /** undefined = not known, or not yet */
  of(tag: string): KnownMonitor | undefined {
    return this.known().get(tag);
  }

  /** Its name, or its tag while nobody knows. */
  nameOf(tag: string): string {
    return this.of(tag)?.name ?? tag;
  }

  learn(monitors: readonly KnownMonitor[]): void {
    if (monitors.length === 0) return;
    for (const { tag } of monitors) this.asked.add(tag);
    this.known.update((known) => new Map([...known, ...monitors.map((monitor): [string, KnownMonitor] => [monitor.tag, monitor])]));
  }

  /** Those that stand on a page now, in as few questions as there can be. */
  load(path: string): void {
    if (this.canRead) this.loading = this.read(path);
  }

  /** Asks for those that nobody has heard of. */
  async look(tags: readonly string[]): Promise<void> {
    await this.loading;
    if (!this.canRead) return;
    for (const tag of tags.filter((each) => !this.asked.has(each))) {
      this.asked.add(tag);
      const url = `/api/v4/monitor-states/${encodeURIComponent(tag)}`;
      await this.quietly(async () => this.learn([(await firstValueFrom(this.http.get<MonitorStateResponse>(url))).monitor]));
    }
  }

  private async read(path: string): Promise<void> {
    await this.quietly(async () => {
      for (let page = 1, left = 1; left > 0; page += 1) {
        const params = { page_path: path, limit: AT_ONCE, page, sort: 'id' };
        const { monitors, total } = await firstValueFrom(this.http.get<MonitorStatesResponse>('/api/v4/monitor-states', { params }));
        this.learn(monitors);
        left = total - page * AT_ONCE;
      }
    });
  }

  /** A name is a courtesy: without it the tag is shown. */
  private async quietly(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch {
      // The page's own answer says what matters.
    }
  }
}

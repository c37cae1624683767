import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import type { AlertStatus } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type {
  AnnounceTriggers,
  Trigger,
  TriggerBody,
  TriggerPresetsResponse,
  TriggerPreviewBody,
  TriggerPreviewResponse,
  TriggerResponse,
  TriggerTest,
  TriggerTestResponse,
} from '../../api/triggers.js';

export const TRIGGERS = '/api/v4/triggers';
export const ANNOUNCE = '/api/v4/site/announce-triggers';

const ifMatch = (version: number): Record<string, string> => ({ 'If-Match': `"v${version}"` });

/** Calls about triggers. @throws HttpErrorResponse, each of them */
@Service()
export class TriggerActions {
  private readonly http = inject(HttpClient);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);

  /** What forms are made from. */
  presets(): Promise<TriggerPresetsResponse> {
    return firstValueFrom(this.http.get<TriggerPresetsResponse>('/api/v4/trigger-presets'));
  }

  async load(id: number): Promise<Trigger> {
    return (await firstValueFrom(this.http.get<TriggerResponse>(`${TRIGGERS}/${id}`))).trigger;
  }

  async create(body: TriggerBody): Promise<Trigger> {
    return this.stored(async () => (await firstValueFrom(this.http.post<TriggerResponse>(TRIGGERS, body))).trigger);
  }

  async update({ id, version }: Pick<Trigger, 'id' | 'version'>, body: TriggerBody): Promise<Trigger> {
    const options = { headers: ifMatch(version) };
    return this.stored(async () => (await firstValueFrom(this.http.patch<TriggerResponse>(`${TRIGGERS}/${id}`, body, options))).trigger);
  }

  async delete({ id }: Pick<Trigger, 'id'>): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.delete(`${TRIGGERS}/${id}`)));
  }

  /** Sends a sample alert now, as the trigger is stored. */
  async test(id: number, alert_status: AlertStatus): Promise<TriggerTest> {
    return (await firstValueFrom(this.http.post<TriggerTestResponse>(`${TRIGGERS}/${id}/test`, { alert_status }))).test;
  }

  async preview(body: TriggerPreviewBody): Promise<TriggerPreviewResponse> {
    return firstValueFrom(this.http.post<TriggerPreviewResponse>('/api/v4/trigger-previews', body));
  }

  /** Replaces both lists. */
  async announce(wanted: AnnounceTriggers): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.put(ANNOUNCE, wanted)));
  }

  private async stored<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    this.changes.update((count) => count + 1);
    return result;
  }
}

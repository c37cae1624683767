import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type {
  EventResponse,
  Maintenance,
  MaintenanceBody,
  MaintenanceEvent,
  MaintenanceResponse,
  MaintenanceState,
  MaintenanceStateResponse,
  SplitBody,
} from '../../api/maintenances.js';
import { HOLD_HEADERS, type Published } from '../../publishing/holds.js';
import type { ChangeRequest } from '../../ui/change-preview/dry-run.js';
import { eventUrl, MaintenanceActions, maintenanceUrl } from '../maintenance-actions.js';

/** What is about to be stored, and where. */
export type Storing =
  | { kind: 'create'; body: MaintenanceBody }
  /** @see MaintenanceState.version */
  | { kind: 'update'; id: number; version: number; body: MaintenanceBody }
  /** From one event on the rest is a maintenance of its own. */
  | { kind: 'split'; id: number; version: number; eventId: number; body: MaintenanceBody };

export function requestOf(storing: Storing): ChangeRequest {
  if (storing.kind === 'create') return { method: 'POST', url: '/api/v4/maintenances', body: storing.body };
  const url = maintenanceUrl(storing.id);
  if (storing.kind === 'update') return { method: 'PATCH', url, body: storing.body };
  return { method: 'POST', url: `${url}/split`, body: { event_id: storing.eventId, ...storing.body } satisfies SplitBody };
}

/** Loads and stores one maintenance. */
@Service()
export class MaintenanceFormStore {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MaintenanceActions);

  async load(id: number): Promise<MaintenanceState> {
    return (await firstValueFrom(this.http.get<MaintenanceStateResponse>(`/api/v4/maintenance-states/${id}`))).maintenance;
  }

  async loadEvent(maintenance_id: number, id: number): Promise<MaintenanceEvent> {
    return (await firstValueFrom(this.http.get<EventResponse>(eventUrl({ id, maintenance_id })))).event;
  }

  /** Something was stored, or taken back. */
  changed(): void {
    this.actions.changed();
  }

  /** @throws HttpErrorResponse with status 412 when somebody stored another version meanwhile */
  async store(storing: Storing): Promise<Published<Maintenance>> {
    const { method, url, body } = requestOf(storing);
    const headers: Record<string, string> = storing.kind === 'create' ? {} : { 'If-Match': `"v${storing.version}"` };
    const options = { body, headers: { ...headers, ...HOLD_HEADERS }, observe: 'response' as const };
    const response = await firstValueFrom(this.http.request<MaintenanceResponse>(method, url, options));
    if (!response.body) throw new Error('The server answered without a maintenance.');
    this.actions.changed();
    return { ...response.body.maintenance, response };
  }
}

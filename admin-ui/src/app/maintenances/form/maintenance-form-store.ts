import { HttpClient, HttpParams } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type {
  DryRun,
  EventResponse,
  Maintenance,
  MaintenanceBody,
  MaintenanceEvent,
  MaintenanceResponse,
  MaintenanceState,
  MaintenanceStateResponse,
  SplitBody,
} from '../../api/maintenances.js';
import { eventUrl, MaintenanceActions, maintenanceUrl } from '../maintenance-actions.js';

const COLLECTION = '/api/v4/maintenances';
const DRY = new HttpParams({ fromObject: { dryRun: true } });

/** What is about to be stored, and where. */
export type Storing =
  | { kind: 'create'; body: MaintenanceBody }
  /** @see MaintenanceState.version */
  | { kind: 'update'; id: number; version: number; body: MaintenanceBody }
  /** From one event on the rest is a maintenance of its own. */
  | { kind: 'split'; id: number; version: number; eventId: number; body: MaintenanceBody };

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

  /** @throws HttpErrorResponse with status 412 when somebody stored another version meanwhile */
  async store(storing: Storing): Promise<Maintenance> {
    const { maintenance } = await this.send(storing);
    this.actions.changed();
    return maintenance;
  }

  /** What storing it would change, without storing it; null when the server does not say. */
  async trial(storing: Storing): Promise<DryRun | null> {
    return (await this.send(storing, DRY)).dry_run ?? null;
  }

  private send(storing: Storing, params?: HttpParams): Promise<MaintenanceResponse> {
    const { body } = storing;
    if (storing.kind === 'create') return firstValueFrom(this.http.post<MaintenanceResponse>(COLLECTION, body, { params }));
    const url = maintenanceUrl(storing.id);
    const headers = { 'If-Match': `"v${storing.version}"` };
    if (storing.kind === 'split') {
      const split: SplitBody = { event_id: storing.eventId, ...body };
      return firstValueFrom(this.http.post<MaintenanceResponse>(`${url}/split`, split, { headers, params }));
    }
    return firstValueFrom(this.http.patch<MaintenanceResponse>(url, body, { headers, params }));
  }
}

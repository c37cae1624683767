import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type {
  DraftBody,
  Incident,
  IncidentDraft,
  IncidentDraftResponse,
  IncidentDraftsResponse,
  IncidentResponse,
} from '../../api/incidents.js';
import { toProblem } from '../../platform/problem.js';
import { IncidentActions, ifMatch } from '../incident-actions.js';
import { HOLD_HEADERS, type Published } from '../../publishing/holds.js';

const draftUrl = (id: number): string => `/api/v4/incident-drafts/${id}`;

/** Incidents that are not published yet, and the ways to change them. */
@Service()
export class DraftsStore {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(IncidentActions);
  private readonly isWanted = signal(false);
  private readonly answer = httpResource<IncidentDraftsResponse>(() => {
    // A draft that was published is an incident now.
    this.actions.changes();
    return this.isWanted() ? '/api/v4/incident-drafts' : undefined;
  });
  readonly drafts = computed<readonly IncidentDraft[]>(() => (this.answer.hasValue() ? this.answer.value().drafts : []));
  readonly hasAnswer = computed(() => this.answer.hasValue());
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));

  /** Reads the list, and again each time a screen with it opens. */
  open(): void {
    if (this.isWanted()) this.answer.reload();
    else this.isWanted.set(true);
  }

  async load(id: number): Promise<IncidentDraft> {
    return (await firstValueFrom(this.http.get<IncidentDraftResponse>(draftUrl(id)))).draft;
  }

  async create(body: DraftBody): Promise<IncidentDraft> {
    return (await firstValueFrom(this.http.post<IncidentDraftResponse>('/api/v4/incident-drafts', body))).draft;
  }

  /** @throws HttpErrorResponse with status 412 when somebody stored another version meanwhile */
  async change(id: number, body: DraftBody, version: number): Promise<IncidentDraft> {
    const headers = ifMatch(`"v${version}"`);
    return (await firstValueFrom(this.http.patch<IncidentDraftResponse>(draftUrl(id), body, { headers }))).draft;
  }

  /** @throws HttpErrorResponse as `change` */
  async publish(id: number, version: number): Promise<Published<Incident>> {
    const headers = { ...ifMatch(`"v${version}"`), ...HOLD_HEADERS };
    const request = this.http.post<IncidentResponse>(`${draftUrl(id)}/publish`, {}, { headers, observe: 'response' });
    const response = await firstValueFrom(request);
    if (!response.body) throw new Error('The server answered without an incident.');
    this.actions.changed();
    return { ...response.body.incident, response };
  }

  async delete(id: number): Promise<void> {
    await firstValueFrom(this.http.delete(draftUrl(id)));
    this.answer.reload();
  }
}

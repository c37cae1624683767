import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Incident, IncidentBody, IncidentDetail, IncidentDetailResponse, IncidentResponse, UpdateBody } from '../api/incidents.js';
import { HOLD_HEADERS, type Published } from '../publishing/holds.js';

export const incidentUrl = (id: number): string => `/api/v4/incidents/${id}`;
export const incidentStateUrl = (id: number): string => `/api/v4/incident-states/${id}`;
export const commentsUrl = (id: number): string => `${incidentUrl(id)}/comments`;

/** An incident and the version of it that was read. */
export interface VersionedIncident {
  incident: IncidentDetail;
  /** Opaque; null when the server named none. */
  etag: string | null;
}

/** Changes of incidents that any screen may start. */
@Service()
export class IncidentActions {
  private readonly http = inject(HttpClient);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  async load(id: number): Promise<VersionedIncident> {
    const response: HttpResponse<IncidentDetailResponse> = await firstValueFrom(
      this.http.get<IncidentDetailResponse>(incidentStateUrl(id), { observe: 'response' }),
    );
    if (!response.body) throw new Error('The server answered without an incident.');
    return { incident: response.body.incident, etag: response.headers.get('etag') };
  }

  /** @param key the same for every attempt at the same incident: an answer that was lost opens no second one */
  async create(body: IncidentBody, key: string): Promise<Published<Incident>> {
    const headers = { 'Idempotency-Key': key, ...HOLD_HEADERS };
    return this.stored(async () => {
      const request = this.http.post<IncidentResponse>('/api/v4/incidents', body, { headers, observe: 'response' });
      const response = await firstValueFrom(request);
      if (!response.body) throw new Error('The server answered without an incident.');
      return { ...response.body.incident, response };
    });
  }

  /** @throws HttpErrorResponse with status 412 when somebody stored another version meanwhile */
  async update(id: number, body: IncidentBody, etag: string | null = null): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.patch(incidentUrl(id), body, { headers: ifMatch(etag) })));
  }

  async delete(id: number): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.delete(incidentUrl(id))));
  }

  /** Posts an update. @param headers `HOLD_HEADERS` where somebody is shown that it can be taken back @returns what the server says of its messages */
  async post(id: number, body: UpdateBody, headers: Record<string, string> = {}): Promise<HttpResponse<unknown>> {
    const request = this.http.post(commentsUrl(id), body, { headers, observe: 'response' });
    return this.stored(() => firstValueFrom(request));
  }

  /** @param etag of the incident @throws HttpErrorResponse as `update` */
  async changeUpdate(id: number, commentId: number, body: UpdateBody, etag: string | null = null): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.patch(`${commentsUrl(id)}/${commentId}`, body, { headers: ifMatch(etag) })));
  }

  /** @throws HttpErrorResponse as `update` */
  async deleteUpdate(id: number, commentId: number, etag: string | null): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.delete(`${commentsUrl(id)}/${commentId}`, { headers: ifMatch(etag) })));
  }

  /** @throws HttpErrorResponse as `update` */
  async saveReport(id: number, markdown: string, isPublished: boolean, etag: string | null = null): Promise<void> {
    const body = { report: markdown, is_published: isPublished ? 'YES' : 'NO' };
    await this.stored(() => firstValueFrom(this.http.put(`${incidentUrl(id)}/report`, body, { headers: ifMatch(etag) })));
  }

  async deleteReport(id: number): Promise<void> {
    await this.stored(() => firstValueFrom(this.http.delete(`${incidentUrl(id)}/report`)));
  }

  private async stored<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    this.changed();
    return result;
  }
}

export const ifMatch = (etag: string | null): Record<string, string> => (etag ? { 'If-Match': etag } : {});

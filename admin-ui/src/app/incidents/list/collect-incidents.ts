import type { HttpClient } from '@angular/common/http';
import { firstValueFrom } from 'rxjs';
import type { IncidentStatesResponse, IncidentSummary } from '../../api/incidents.js';

/** As many as one request may bring. */
const CHUNK = 100;

/** Every incident that matches, newest first, read page by page. @param filter parameters of GET `/incident-states` */
export async function collectIncidents(http: HttpClient, filter: Readonly<Record<string, string | number>>): Promise<IncidentSummary[]> {
  const all = new Map<number, IncidentSummary>();
  for (let page = 1, total = 1; (page - 1) * CHUNK < total; page += 1) {
    const params = { ...filter, sort: 'id', order: 'desc', page, limit: CHUNK };
    const answer = await firstValueFrom(http.get<IncidentStatesResponse>('/api/v4/incident-states', { params }));
    // One that was opened meanwhile shifts the pages: the same one may come twice.
    for (const incident of answer.incidents) all.set(incident.id, incident);
    total = answer.total;
  }
  return [...all.values()];
}

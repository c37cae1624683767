import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { IncidentStatesResponse } from '../api/incidents.js';
import type { PreviewBody } from '../api/message-templates.js';
import { Clock } from '../platform/clock.js';
import { SessionStore } from '../session/session-store.js';

const MOST = 20;
const DAYS_BACK = 90 * 86_400;

/** Something to look at words with. */
export interface PreviewSubject {
  /** `incident:12`, `maintenance:7`. */
  key: string;
  words: string;
  body: Pick<PreviewBody, 'incident_id' | 'maintenance_event_id'>;
}

interface EventsResponse {
  events: { event_id: number; maintenance_title: string; event_start_date_time: number }[];
}

/** Recent incidents and maintenances, for previews. Who may not read them looks with samples. */
@Service()
export class PreviewSubjects {
  private readonly http = inject(HttpClient);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);

  async incidents(): Promise<PreviewSubject[]> {
    if (!this.session.can('incidents.read')) return [];
    const answer = this.http.get<IncidentStatesResponse>('/api/v4/incident-states', { params: { limit: MOST } });
    return (await firstValueFrom(answer)).incidents
      .filter(({ comment_count: count }) => count > 0)
      .map(({ id, title }) => ({ key: `incident:${id}`, words: `#${id} ${title}`, body: { incident_id: id } }));
  }

  async maintenances(): Promise<PreviewSubject[]> {
    if (!this.session.can('maintenances.read')) return [];
    const params = { limit: MOST, event_start_date_time: this.clock.now() - DAYS_BACK };
    const { events } = await firstValueFrom(this.http.get<EventsResponse>('/api/v4/maintenances/events', { params }));
    return events.map(({ event_id: id, maintenance_title: title }) => ({
      ...{ key: `maintenance:${id}`, words: title, body: { maintenance_event_id: id } },
    }));
  }
}

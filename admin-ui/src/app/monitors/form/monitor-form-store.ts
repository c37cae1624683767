import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Monitor, MonitorBody, MonitorResponse, ParentsResponse } from '../../api/monitors.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';

/** A monitor and the version of it that was read. */
export interface VersionedMonitor {
  monitor: Monitor;
  /** Opaque; null when the server named none. */
  etag: string | null;
}

/** Whom it depends on, and the version of that. */
export interface VersionedParents {
  /** Tags, ascending. */
  parents: string[];
  etag: string | null;
}

/** Loads and stores the settings of one monitor. */
@Service()
export class MonitorFormStore {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MonitorActions);

  async load(tag: string): Promise<VersionedMonitor> {
    return versioned(await firstValueFrom(this.http.get<MonitorResponse>(monitorUrl(tag), { observe: 'response' })));
  }

  async loadParents(tag: string): Promise<VersionedParents> {
    return versionedParents(await firstValueFrom(this.http.get<ParentsResponse>(parentsUrl(tag), { observe: 'response' })));
  }

  async create(body: MonitorBody): Promise<VersionedMonitor> {
    const created = versioned(await firstValueFrom(this.http.post<MonitorResponse>('/api/v4/monitors', body, { observe: 'response' })));
    this.actions.changed();
    return created;
  }

  /** @throws HttpErrorResponse with status 412 when somebody stored another version meanwhile */
  async update(tag: string, body: MonitorBody, etag: string | null): Promise<VersionedMonitor> {
    const updated = versioned(
      await firstValueFrom(this.http.patch<MonitorResponse>(monitorUrl(tag), body, { headers: ifMatch(etag), observe: 'response' })),
    );
    this.actions.changed();
    return updated;
  }

  /** @throws HttpErrorResponse as `update` */
  async updateParents(tag: string, parents: readonly string[], etag: string | null): Promise<VersionedParents> {
    const updated = versionedParents(
      await firstValueFrom(this.http.put<ParentsResponse>(parentsUrl(tag), { parents }, { headers: ifMatch(etag), observe: 'response' })),
    );
    this.actions.changed();
    return updated;
  }
}

const parentsUrl = (tag: string): string => `${monitorUrl(tag)}/parents`;
const ifMatch = (etag: string | null): Record<string, string> => (etag ? { 'If-Match': etag } : {});

function versionedParents(response: HttpResponse<ParentsResponse>): VersionedParents {
  if (!response.body) throw new Error('The server answered without parents.');
  return { parents: response.body.parents, etag: response.headers.get('etag') };
}

function versioned(response: HttpResponse<MonitorResponse>): VersionedMonitor {
  if (!response.body) throw new Error('The server answered without a monitor.');
  return { monitor: response.body.monitor, etag: response.headers.get('etag') };
}

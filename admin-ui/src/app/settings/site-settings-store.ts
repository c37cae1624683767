import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { SettingChanges, SettingsPreview, SettingsPreviewResponse, SiteSetting, SiteSettingsResponse } from '../api/site-settings.js';

/** All settings, and the version of them that was read. */
export interface VersionedSettings {
  settings: SiteSetting[];
  /** Opaque; null when the server named none. */
  etag: string | null;
}

const URL = '/api/v4/site-settings';
const versioned = ({ body, headers }: HttpResponse<SiteSettingsResponse>): VersionedSettings => ({
  settings: body?.settings ?? [],
  etag: headers.get('etag'),
});

/** Loads and stores the site's configuration, several keys at once. */
@Service()
export class SiteSettingsStore {
  private readonly http = inject(HttpClient);

  async load(): Promise<VersionedSettings> {
    return versioned(await firstValueFrom(this.http.get<SiteSettingsResponse>(URL, { observe: 'response' })));
  }

  /** All of it or nothing. @throws HttpErrorResponse with status 412 when somebody stored other values meanwhile */
  async change(changes: SettingChanges, etag: string | null): Promise<VersionedSettings> {
    const headers: Record<string, string> = etag === null ? {} : { 'If-Match': etag };
    return versioned(await firstValueFrom(this.http.patch<SiteSettingsResponse>(URL, changes, { headers, observe: 'response' })));
  }

  async preview(changes: SettingChanges): Promise<SettingsPreview> {
    return (await firstValueFrom(this.http.post<SettingsPreviewResponse>(`${URL}/previews`, changes))).preview;
  }
}

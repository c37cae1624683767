import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { SiteResponse } from '../api/site.js';

/** Reads and writes the few settings of the site that the wizard knows. */
@Service()
export class SetupStore {
  private readonly http = inject(HttpClient);

  /** Stored values by key, as texts; what was never stored is absent. */
  async values(): Promise<ReadonlyMap<string, string>> {
    const { site_data } = await firstValueFrom(this.http.get<SiteResponse>('/api/v4/site'));
    return new Map(site_data.filter(({ value }) => typeof value === 'string').map(({ key, value }) => [key, value as string]));
  }

  async save(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(values)) {
      await firstValueFrom(this.http.patch(`/api/v4/site/${encodeURIComponent(key)}`, { value }));
    }
  }
}

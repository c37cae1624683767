import { asActor } from '@clarion/testing';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { IncidentsModule } from '../src/modules/incidents/incidents.module.js';
import { MonitorsModule } from '../src/modules/monitors/monitors.module.js';
import { PagesModule } from '../src/modules/pages/pages.module.js';
import { MonitorsApi } from './monitors-api.js';
import type { TestAppOptions } from './test-app.js';

/** The incidents' routes, with the rooms below and the pages above; Ada and the key are known to the database. */
export async function startIncidentsApi(options: TestAppOptions = {}): Promise<MonitorsApi> {
  const api = await MonitorsApi.start({ imports: [AuditModule, MonitorsModule, IncidentsModule, PagesModule], ...options });
  await asActor(api.app.sources.get('upkeep'), async (tx) => {
    await tx.query(`INSERT INTO users (id, email, name) VALUES (1, 'ada@example.test', 'Ada')`);
    await tx.query(`INSERT INTO api_keys (id, name, hashed_key, masked_key) VALUES (1, 'CI', 'hash', '****')`);
  });
  return api;
}

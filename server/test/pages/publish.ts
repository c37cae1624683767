import { PageVersions } from '../../src/modules/pages/page-versions.service.js';
import type { TestApp } from '../test-app.js';
import { until } from '../until.js';

interface VersionRow {
  id: number;
  version: number;
  isWaiting: boolean;
}

/**
 * Gives pages a new version and waits until this process knows it: what is asked for afterwards tells of everything stored before. The
 * relay, which does this for people, runs in the worker.
 */
export async function publishPages(app: TestApp, pageIds: readonly number[]): Promise<void> {
  const versions = app.get<PageVersions>(PageVersions);
  await versions.touch(pageIds);
  await until('the new versions of pages are known', async () => {
    const rows = await app.sources
      .get('web')
      .query<VersionRow[]>(
        `SELECT page_id AS id, version, dirty_since IS NOT NULL AS "isWaiting" FROM page_versions WHERE page_id = ANY ($1::int[])`,
        [[...pageIds]],
      );
    return rows.every(({ id, version, isWaiting }) => !isWaiting && (versions.versionOf(id) ?? -1) >= Number(version));
  });
}

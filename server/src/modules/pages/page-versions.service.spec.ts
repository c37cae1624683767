import { SIGNALS } from '@clarion/contract';
import { aMonitor, aPage, asActor, openDatabase, type OpenDatabase } from '@clarion/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../platform/database/database.js';
import type { DataSources } from '../../platform/database/data-sources.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Log } from '../../platform/logging/log.js';
import type { OutboxEvent } from '../../platform/outbox/on-outbox-event.js';
import { Signals } from '../../platform/signals/signals.js';
import { PageVersions } from './page-versions.service.js';

const log = Log.create('silent');

/** A replica whose clock stands still until it is moved, and which sweeps when it is told to. */
class Replica extends PageVersions {
  ms = 1_000_000;
  protected override nowMs(): number {
    return this.ms;
  }
  protected override tick(): Promise<void> {
    return Promise.resolve();
  }
}

describe('PageVersions, with PostgreSQL and its notifications', () => {
  let database: OpenDatabase;
  let replicas: { versions: Replica; lifecycle: Lifecycle }[];
  let shop: { id: number };
  let pages: { eu: number; us: number };

  const replica = (): Replica => {
    const lifecycle = new Lifecycle(log);
    const ready = { isReady: true, whenReady: () => Promise.resolve() } as Database;
    const signals = new Signals(database.url, ready, lifecycle, log);
    const versions = new Replica({ get: () => database.db } as unknown as DataSources, signals, ready, lifecycle, log);
    signals.onApplicationBootstrap();
    versions.onApplicationBootstrap();
    replicas.push({ versions, lifecycle });
    return versions;
  };
  /** Resolves as soon as the condition holds; a change that never comes fails the test by its time limit. */
  const until = (versions: PageVersions, condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (condition()) return resolve();
      const end = versions.onChange(() => {
        if (!condition()) return;
        end();
        resolve();
      });
    });
  const known = async (): Promise<Replica> => {
    const versions = replica();
    await until(versions, () => versions.at('eu') !== undefined);
    return versions;
  };
  const stored = async (): Promise<Record<number, { version: number; isDirty: boolean }>> => {
    const rows = await database.db.query<{ id: number; version: number; isDirty: boolean }[]>(
      'SELECT page_id AS id, version, dirty_since IS NOT NULL AS "isDirty" FROM page_versions',
    );
    return Object.fromEntries(rows.map(({ id, ...row }) => [id, row]));
  };
  const changed = (monitorId: number) => ({ payload: { monitorId } }) as OutboxEvent<'monitor.changed'>;

  beforeEach(async () => {
    database = await openDatabase();
    replicas = [];
    shop = await aMonitor(database.db);
    pages = {
      eu: (await aPage(database.db, { pagePath: 'eu' }, [shop])).id,
      us: (await aPage(database.db, { pagePath: 'us' }, [await aMonitor(database.db)])).id,
    };
  });
  afterEach(async () => {
    for (const { lifecycle } of replicas) await lifecycle.beforeApplicationShutdown();
    await database.close();
  });

  it('knows the living pages, and nothing before the database has told', async () => {
    const versions = replica();
    expect(versions.isKnown).toBe(false);
    await until(versions, () => versions.isKnown);
    expect(versions.known().map(({ path }) => path)).toEqual(['', 'eu', 'us']);
    expect(versions.at('eu')).toMatchObject({ id: pages.eu, version: 0 });
    expect(versions.at('asia')).toBeUndefined();
  });

  it('grows the pages of a maintenance that changed or came to a stage, all of them when it is global', async () => {
    const versions = await known();
    const about = { maintenanceId: 1, monitorIds: [shop.id], isGlobal: false };
    await versions.maintenanceChanged({ payload: about } as OutboxEvent<'maintenance.changed'>);
    expect(await stored()).toMatchObject({ [pages.eu]: { version: 1 }, [pages.us]: { version: 0 } });
    versions.ms += 1_000;
    const stage = { ...about, eventId: 1, stage: 'ongoing', monitorIds: [], isGlobal: true } as const;
    await versions.maintenanceStage({ payload: stage } as unknown as OutboxEvent<'maintenance.stage'>);
    expect(await stored()).toMatchObject({ [pages.eu]: { version: 2 }, [pages.us]: { version: 1 } });
  });

  it('grows the pages of a monitor that changed, and no others', async () => {
    const versions = await known();
    await versions.monitorChanged(changed(shop.id));
    expect(await stored()).toMatchObject({ [pages.eu]: { version: 1, isDirty: false }, [pages.us]: { version: 0 } });
    expect(versions.versionOf(pages.eu)).toBe(1);
  });

  it('grows the pages of an incident’s monitors and of their groups, and every page for a global one', async () => {
    const versions = await known();
    const { db } = database;
    const group = await aMonitor(db, { monitorType: 'GROUP' });
    const world = await aPage(db, { pagePath: 'world' }, [group]);
    await asActor(db, (tx) => tx.query('INSERT INTO group_members (group_id, monitor_id, weight) VALUES ($1, $2, 1)', [group.id, shop.id]));
    const event = (isGlobal: boolean) => ({ payload: { incidentId: 1, monitorIds: [shop.id], isGlobal } });
    await versions.incidentChanged(event(false) as OutboxEvent<'incident.changed'>);
    expect(await stored()).toMatchObject({
      [pages.eu]: { version: 1 },
      [world.id]: { version: 1 },
      [pages.us]: { version: 0, isDirty: false },
    });
    versions.ms += 1_000;
    await versions.incidentDeleted(event(true) as OutboxEvent<'incident.deleted'>);
    expect(Object.values(await stored()).every(({ version, isDirty }) => version > 0 || isDirty)).toBe(true);
  });

  it('grows every page when a page, the site or a monitor that is gone changed them all', async () => {
    const versions = await known();
    await versions.siteChanged({} as OutboxEvent<'site.changed'>);
    expect(Object.values(await stored()).map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('lets a second change wait until the first is a second old, marked meanwhile', async () => {
    const versions = await known();
    await versions.touch([pages.eu]);
    await versions.touch([pages.eu]);
    await versions.touch([pages.eu]);
    expect((await stored())[pages.eu]).toEqual({ version: 1, isDirty: true });
    versions.ms += 1_000;
    await versions.sweep();
    expect((await stored())[pages.eu]).toEqual({ version: 2, isDirty: false });
  });

  it('grows a marked page once, however many sweep', async () => {
    const [one, other] = [await known(), await known()];
    await database.db.query('UPDATE page_versions SET dirty_since = app_now() WHERE page_id = $1', [pages.us]);
    await Promise.all([one.sweep(), other.sweep(), one.sweep(), other.sweep()]);
    expect((await stored())[pages.us]).toEqual({ version: 1, isDirty: false });
  });

  it('takes routine samples for news of a page that has stood for half a minute', async () => {
    const versions = await known();
    const sampled = { payload: { monitorIds: [shop.id] } } as OutboxEvent<'monitors.sampled'>;
    await versions.touch([pages.eu]);
    versions.ms += 29_000;
    await versions.sampled(sampled);
    expect((await stored())[pages.eu]).toEqual({ version: 1, isDirty: false });
    versions.ms += 1_000;
    await versions.sampled(sampled);
    expect(await stored()).toMatchObject({ [pages.eu]: { version: 2 }, [pages.us]: { version: 0 } });
  });

  it('tells other replicas at once', async () => {
    const [one, other] = [await known(), await known()];
    const heard = until(other, () => other.versionOf(pages.eu) === 1);
    await one.touch([pages.eu]);
    await heard;
    expect(other.versionOf(pages.us)).toBe(0);
  });

  it('INV-19 takes over what a process that died had marked', async () => {
    const versions = await known();
    await database.db.query('UPDATE page_versions SET dirty_since = app_now() WHERE page_id = $1', [pages.us]);
    await versions.sweep();
    expect((await stored())[pages.us]).toEqual({ version: 1, isDirty: false });
  });

  it('renews a page that has stood still for a minute, once for all replicas', async () => {
    const [one, other] = [await known(), await known()];
    one.ms += 60_000;
    other.ms += 60_000;
    await Promise.all([one.sweep(), other.sweep()]);
    expect(await stored()).toMatchObject({ [pages.eu]: { version: 1 }, [pages.us]: { version: 1 } });
    await until(other, () => other.versionOf(pages.eu) === 1);
    await one.sweep();
    expect((await stored())[pages.eu]!.version).toBe(1);
  });

  it('hears of pages that come, go and move', async () => {
    const versions = await known();
    const { db } = database;
    const { id } = await aPage(db, { pagePath: 'asia' });
    await asActor(db, async (tx) => {
      await tx.query(`UPDATE pages SET page_path = 'europe' WHERE id = $1`, [pages.eu]);
      await tx.query(`UPDATE pages SET deleted_at = now() WHERE id = $1`, [pages.us]);
    });
    const heard = until(versions, () => versions.at('asia') !== undefined);
    await db.query('SELECT pg_notify($1, $2)', [SIGNALS.pageVersion, '']);
    await heard;
    expect(versions.known().map((page) => page.path)).toEqual(['', 'europe', 'asia']);
    expect(versions.at('asia')!.id).toBe(id);
    expect(versions.versionOf(pages.us)).toBeUndefined();
  });
});

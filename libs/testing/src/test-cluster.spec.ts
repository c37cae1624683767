import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { SampleEntity } from '@clarion/database/monitors/sample.entity';
import { aMaintenance, aMonitor, aPage, aUser, anIncident } from './builders.js';
import { freezeDatabaseClock, releaseDatabaseClock, skewDatabaseClock } from './database-clock.js';
import { insertSamples, minutes } from './samples.js';
import { freshDatabase, openDatabase, type OpenDatabase } from './test-cluster.js';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

describe('a fresh database', () => {
  it('is migrated and seeded', async () => {
    expect(await database.db.getRepository(MonitorEntity).findOneBy({ tag: 'clarion' })).toMatchObject({
      monitorType: 'API',
      typeData: { self: 'readyz' },
    });
  });

  it('is nobody else’s', async () => {
    const other = await freshDatabase();
    await aMonitor(database.db, { tag: 'only-here' });
    const second = await openDatabase();
    expect(await second.db.getRepository(MonitorEntity).findOneBy({ tag: 'only-here' })).toBeNull();
    await second.close();
    await other.drop();
  });
});

describe('builders', () => {
  it('make a small world with defaults', async () => {
    const monitor = await aMonitor(database.db, { tag: 'shop-web' });
    const page = await aPage(database.db, { pagePath: 'shop' }, [monitor]);
    const owner = await aUser(database.db, { email: 'ada@example.test', isOwner: true }, ['admin']);
    const incident = await anIncident(database.db, {}, [{ monitor }]);
    const { event } = await aMaintenance(database.db, {}, [{ monitor, impact: 'DEGRADED' }]);
    expect(monitor).toMatchObject({ tag: 'shop-web', status: 'ACTIVE', confirmationThreshold: 1, version: 1 });
    expect(page.pagePath).toBe('shop');
    expect(owner.isOwner).toBe(true);
    expect(incident.state).toBe('INVESTIGATING');
    expect(event).toMatchObject({ status: 'ONGOING' });
    expect(event.endDateTime - event.startDateTime).toBe(3_600);
  });

  it('store samples written as letters, in months that have no partition yet', async () => {
    const monitor = await aMonitor(database.db);
    const from = Date.UTC(2024, 1, 29, 23, 58) / 1000;
    await insertSamples(database.db, monitor.id, minutes(from, 'UU.GD'));
    const rows = await database.db.getRepository(SampleEntity).find({ where: { monitorId: monitor.id }, order: { timestamp: 'ASC' } });
    expect(rows.map(({ timestamp, status }) => [timestamp - from, status])).toEqual([
      [0, 'UP'],
      [60, 'UP'],
      [180, 'DEGRADED'],
      [240, 'DOWN'],
    ]);
  });
});

describe('the database’s clock', () => {
  const now = async (): Promise<number> => {
    const [row] = await database.db.query<{ at: number }[]>('SELECT extract(epoch FROM app_now())::float8 AS at');
    return row?.at ?? Number.NaN;
  };

  it('REL-24 can be stopped, moved and let go', async () => {
    await freezeDatabaseClock(database.db, 1_900_000_000);
    expect(await now()).toBe(1_900_000_000);
    await skewDatabaseClock(database.db, -86_400);
    expect(await now()).toBeLessThan(Date.now() / 1000 - 86_000);
    await releaseDatabaseClock(database.db);
    expect(await now()).toBeGreaterThan(Date.now() / 1000 - 60);
  });
});

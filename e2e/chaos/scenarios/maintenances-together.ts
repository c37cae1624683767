import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '@clarion/database';
import pg from 'pg';
import { type Product, startProduct } from '../../support/product.ts';
import { apiOf } from '../client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';

type Api = Awaited<ReturnType<typeof apiOf>>;

const MINUTE = 60;
const nextMinute = (): number => Math.ceil(Date.now() / 60_000) * MINUTE;
/** Until an instant has passed by the time a sweep may take. */
const passed = (instant: number): Promise<void> => pause(Math.max(0, instant * 1_000 - Date.now()) + 10_000);

async function plan(api: Api, expectations: Expectations, body: object): Promise<number> {
  const answer = await api('POST', '/maintenances', {
    title: 'Chaos',
    duration_seconds: MINUTE,
    monitors: [{ monitor_tag: 'm' }],
    ...body,
  });
  expectations.expect(answer.status === 201, `a maintenance was not created: ${answer.status} ${answer.body}`);
  return answer.status === 201 ? (JSON.parse(answer.body) as { maintenance: { id: number } }).maintenance.id : 0;
}

/** Every transition and every stage happened once; events are what their windows say. */
async function expectOnce(database: pg.Client, expectations: Expectations): Promise<void> {
  const count = async (what: string, sql: string): Promise<void> => {
    const { rows } = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM (${sql}) broken`);
    expectations.expect(rows[0]!.n === 0, `${rows[0]!.n} ${what}`);
  };
  await count(
    'occurrences have two events',
    `SELECT 1 FROM maintenances_events GROUP BY maintenance_id, start_date_time HAVING count(*) > 1`,
  );
  await count(
    'transitions happened twice',
    `SELECT 1 FROM audit_log WHERE body ->> 'action' = 'maintenance_event.advance' GROUP BY body ->> 'entityId', body -> 'after' HAVING count(*) > 1`,
  );
  await count(
    'stages were told twice',
    `SELECT 1 FROM outbox WHERE topic = 'maintenance.stage' GROUP BY payload ->> 'eventId', payload ->> 'stage' HAVING count(*) > 1`,
  );
  await count(
    'events are open after their end',
    `SELECT 1 FROM maintenances_events WHERE status IN ('SCHEDULED', 'READY', 'ONGOING') AND to_timestamp(end_date_time) < app_now() - interval '10 seconds'`,
  );
}

/** Three processes keep the same maintenances; then nobody is there while a window passes. */
export const maintenancesTogether: Scenario = {
  id: 'REL-03 REL-05 FLT-22',
  title: 'three schedulers make one event of each occurrence, and a window that passes unseen is completed',
  async run({ isQuick, say }) {
    const expectations = new Expectations();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'clarion-chaos-'));
    const embedded = await startEmbedded({ dataDir, own: 'server' });
    const env = { DATABASE_URL: embedded.url, APP_SECRET_KEY: 'chaos'.repeat(8) };
    const database = new pg.Client({ connectionString: embedded.url });
    const products: Product[] = [];
    try {
      await database.connect();
      products.push(await startProduct({ env }));
      products.push(...(await Promise.all([1, 2].map(() => startProduct({ env })))));
      const [first, ...others] = products as [Product, ...Product[]];
      const api = await apiOf(first);
      await api('POST', '/monitors', { tag: 'm', name: 'M', monitor_type: 'NONE' });

      const rounds = isQuick ? 1 : 8;
      const start = nextMinute() + MINUTE;
      for (let round = 0; round < rounds; round++) {
        for (let copy = 0; copy < 5; copy++) {
          await plan(api, expectations, { start_date_time: start + round * MINUTE, rrule: 'FREQ=MINUTELY;COUNT=1' });
        }
        await plan(api, expectations, { start_date_time: start + round * MINUTE, rrule: 'FREQ=HOURLY' });
      }
      for (let round = 0; round < rounds; round++) {
        // Each start expands all rules, beside whoever is at it already.
        await Promise.all(others.map((product) => product.crash()));
        await Promise.all(others.map((product) => product.restart()));
        say(`  round ${round + 1}/${rounds}`);
        await passed(start + round * MINUTE);
      }
      await passed(start + rounds * MINUTE);
      await expectOnce(database, expectations);

      const unseen = nextMinute() + MINUTE;
      const id = await plan(api, expectations, { start_date_time: unseen, rrule: 'FREQ=MINUTELY;COUNT=1' });
      await Promise.all(products.map((product) => product.stopServer()));
      say('  nobody is there for two minutes');
      await passed(unseen + MINUTE);
      await Promise.all(products.map((product) => product.restart()));
      await passed(Date.now() / 1_000);
      const events = JSON.parse((await api('GET', `/maintenances/${id}/events`)).body) as { events: { status: string }[] };
      const found = events.events.map(({ status }) => status).join();
      expectations.expect(found === 'COMPLETED', `the window that nobody saw left ${found}`);
      const history = await api('GET', `/monitors/m/data?start_ts=${unseen}&end_ts=${unseen + MINUTE}`);
      const types = (JSON.parse(history.body) as { data: { type: string }[] }).data.map(({ type }) => type).join();
      expectations.expect(types === 'MAINTENANCE', `history of that window is ${types}`);
      await expectOnce(database, expectations);
      const { rows } = await database.query<{ events: number; steps: number }>(
        `SELECT (SELECT count(*)::int FROM maintenances_events) AS events,
                (SELECT count(*)::int FROM audit_log WHERE body ->> 'action' = 'maintenance_event.advance') AS steps`,
      );
      expectations.note(`3 schedulers, ${rows[0]!.events} events, ${rows[0]!.steps} transitions, each once`);
      await expectHealthy(first, expectations);
    } finally {
      await database.end();
      await Promise.all(products.map((product) => product.stop()));
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    return expectations.outcome();
  },
};

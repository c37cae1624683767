import { setTimeout as pause } from 'node:timers/promises';
import { startProduct } from '../../support/product.ts';
import { openDatabase } from '../../bench/product-database.ts';
import { apiOf } from '../client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';

const MONITORS = 2_000;
/** Most time from a start to the end of the job, lease of the killed worker included. */
const PATIENCE_MS = 120_000;

interface Answered {
  job: { id: number; state: string; total: number; done: number; changed: number; failed: number };
}

/** `kill -9` of the one process while it goes through many monitors. */
export const killedDuringAJob: Scenario = {
  id: 'REL-22 FLT-05',
  title: 'a job that was killed in the middle goes on, and nothing is done twice',
  async run({ isQuick, random, say }) {
    const expectations = new Expectations();
    const product = await startProduct();
    try {
      const api = await apiOf(product);
      const job = async (method: string, path: string, body?: unknown): Promise<Answered['job']> =>
        (JSON.parse((await api(method, path, body)).body) as Answered).job;
      const rows = Array.from({ length: MONITORS }, (_, i) => JSON.stringify({ tag: `j${i}`, name: `J ${i}`, monitor_type: 'NONE' }));
      let made = await job('POST', '/monitor-jobs', { kind: 'import', values: { rows } });
      let kills = 0;
      const start = performance.now();
      while (made.state === 'QUEUED' || made.state === 'RUNNING') {
        await pause(100 + random() * 1_000);
        made = await job('GET', `/jobs/${made.id}`);
        if (made.done > (kills + 1) * 150 && kills < (isQuick ? 1 : 3)) {
          kills += 1;
          say(`  kill ${kills} after ${made.done} of ${made.total}`);
          await product.crash();
          await product.restart();
        }
        if (performance.now() - start > PATIENCE_MS * (kills + 1)) break;
      }
      expectations.expect(kills > 0, 'the job was over before anything could be killed');
      expectations.expect(
        made.state === 'DONE' && made.changed === MONITORS && made.failed === 0,
        `the job ended as ${made.state}: ${made.changed} changed, ${made.failed} failed of ${made.total}`,
      );
      const database = await openDatabase(product);
      const [row] = await database.query<{ monitors: number; created: number; twice: number }>(
        `SELECT (SELECT count(*)::int FROM monitors WHERE tag LIKE 'j%') AS monitors,
           (SELECT count(*)::int FROM audit_log WHERE body->>'action' = 'monitor.create' AND body->>'requestId' LIKE 'job-%') AS created,
           (SELECT count(*)::int FROM monitors WHERE tag LIKE 'j%' AND version > 1) AS twice`,
      );
      await database.close();
      expectations.expect(
        row!.monitors === MONITORS && row!.created === MONITORS && row!.twice === 0,
        `${row!.monitors} monitors, ${row!.created} audit rows, ${row!.twice} changed twice`,
      );
      expectations.note(`${kills} kills, ${MONITORS} monitors in ${Math.round((performance.now() - start) / 1_000)} s`);
      await expectHealthy(product, expectations);
    } finally {
      await product.stop();
    }
    return expectations.outcome();
  },
};

import { setTimeout as pause } from 'node:timers/promises';
import { startProduct } from '../../support/product.ts';
import { aTargetServer } from '../../support/target-server.ts';
import { openDatabase } from '../../bench/product-database.ts';
import { apiOf } from '../client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';

/** `CHAOS_MONITORS` asks for as many as the engine is promised to carry. @see architecture §10 */
const MONITORS = Number(process.env['CHAOS_MONITORS'] ?? 20);
const CREATE_AT_ONCE = 16;
/** More than this take a while to come back into step, so they get longer between kills. */
const MANY = 1_000;

/** `kill -9` of the one process, its embedded database left behind, again and again while checks run. */
export const killedDuringChecks: Scenario = {
  id: 'REL-01 FLT-01 FLT-05',
  title: 'no minute is lost or doubled when the server is killed during checks',
  async run({ isQuick, random, say }) {
    const expectations = new Expectations();
    const kills = isQuick ? 2 : 10;
    const target = await aTargetServer();
    target.slow(150);
    const product = await startProduct();
    try {
      const api = await apiOf(product);
      let next = 0;
      const create = async (): Promise<void> => {
        for (let i = next++; i < MONITORS; i = next++) {
          const answer = await api('POST', '/monitors', {
            tag: `k${i}`,
            name: `K ${i}`,
            cron: '* * * * *',
            type_data: { url: target.url },
          });
          expectations.expect(answer.status === 201, `monitor ${i} was not created: ${answer.status}`);
        }
      };
      await Promise.all(Array.from({ length: CREATE_AT_ONCE }, create));
      const restarts: number[] = [];
      for (let kill = 1; kill <= kills; kill++) {
        await pause((isQuick ? 1_000 : MONITORS > MANY ? 30_000 : 4_000) + random() * (isQuick ? 4_000 : 9_000));
        await product.crash();
        await pause(random() * 1_500);
        const start = performance.now();
        await product.restart();
        restarts.push(performance.now() - start);
        say(`  kill ${kill}/${kills}, back after ${Math.round(restarts.at(-1)!)} ms`);
      }
      // The next whole minute must be checked by all of them again.
      const now = Date.now() / 1_000;
      const minute = Math.ceil(now / 60) * 60;
      await pause((minute + 75 - now) * 1_000);
      const database = await openDatabase(product);
      const [row] = await database.query<{ samples: number; late: number; gaps: number }>(
        `SELECT (SELECT count(*)::int FROM monitoring_data) AS samples, (SELECT count(*)::int FROM check_gaps) AS gaps,
                (SELECT count(*)::int FROM monitors m WHERE m.tag LIKE 'k%' AND NOT EXISTS (SELECT 1 FROM monitoring_data d WHERE d.monitor_id = m.id AND d.timestamp = $1)) AS late`,
        [minute],
      );
      await database.close();
      expectations.expect(row!.late === 0, `${row!.late} monitors were not checked in the minute after the last start`);
      expectations.note(
        `${MONITORS} monitors, ${kills} kills, ${row!.samples} samples, ${row!.gaps} explained gaps, slowest start ${Math.round(Math.max(...restarts))} ms`,
      );
      await expectHealthy(product, expectations);
    } finally {
      await product.stop();
      await target.stop();
    }
    return expectations.outcome();
  },
};

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '@clarion/database';
import pg from 'pg';
import { startProduct } from '../../support/product.ts';
import { apiOf, ask } from '../client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';

const SENDERS = 20;

/** PostgreSQL, as somebody else's server: crashes in the middle of heartbeats, stays away, comes back. */
export const databaseAway: Scenario = {
  id: 'REL-07 REL-08 REL-11 FLT-06 FLT-07',
  title: 'the database crashes: no exit, no false yes, the page stays up, work resumes',
  async run({ isQuick, say }) {
    const expectations = new Expectations();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'clarion-chaos-'));
    let database = await startEmbedded({ dataDir, own: 'server' });
    const product = await startProduct({ env: { DATABASE_URL: database.url, APP_SECRET_KEY: 'chaos'.repeat(8) } });
    try {
      const api = await apiOf(product);
      const made = await api('POST', '/monitors', {
        tag: 'job',
        name: 'Job',
        monitor_type: 'HEARTBEAT',
        cron: '* * * * *',
        type_data: { secretString: 's' },
      });
      expectations.expect(made.status === 201, `the heartbeat was not created: ${made.status}`);
      expectations.expect((await ask(`${product.url}/`)).status === 200, 'the page does not answer before the fault');

      let isOver = false;
      let yes = 0;
      let no = 0;
      const senders = Array.from({ length: SENDERS }, async () => {
        while (!isOver) {
          const { status } = await ask(`${product.url}/ext/heartbeat/job/s`, { method: 'POST' });
          if (status === 200) yes += 1;
          else no += 1;
          await pause(20);
        }
      });
      await pause(700);
      const pid = Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await pause(1_000);
      const away = await api('GET', '/monitors');
      expectations.expect(
        away.status === 503 && away.ms <= 2_500,
        `with the database away the API answered ${away.status} after ${Math.round(away.ms)} ms`,
      );
      const page = await ask(`${product.url}/`);
      expectations.expect(page.status === 200 && page.body.includes('Clarion'), `with the database away the page answered ${page.status}`);
      say('  restarting the server while the database is away');
      isOver = true;
      await Promise.all(senders);
      await product.stopServer();
      const restarted = product.restart({}, { waitFor: '/livez' });
      await restarted;
      const fromDisk = await ask(`${product.url}/`);
      expectations.expect(
        fromDisk.status === 200 && fromDisk.body.includes('Clarion'),
        `after a restart without database the page answered ${fromDisk.status}`,
      );
      await pause(isQuick ? 1_000 : 20_000);
      expectations.expect(!product.hasEnded, 'the server ended');

      database = await startEmbedded({ dataDir, own: 'server' });
      const back = performance.now();
      let recovered = Number.NaN;
      for (let i = 0; i < 200; i++) {
        if ((await api('GET', '/monitors')).status === 200) {
          recovered = performance.now() - back;
          break;
        }
        await pause(100);
      }
      expectations.expect(recovered <= 10_000, `it took ${Math.round(recovered)} ms to recover`);
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM heartbeat_signals');
      await client.end();
      expectations.expect(rows[0]!.n >= yes, `${yes} signals were acknowledged, ${rows[0]!.n} are stored`);
      expectations.note(`${yes} signals acknowledged, ${rows[0]!.n} stored, ${no} refused, recovered after ${Math.round(recovered)} ms`);
      await pause(3_000);
      await expectHealthy(product, expectations);
    } finally {
      await product.stop();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    return expectations.outcome();
  },
};

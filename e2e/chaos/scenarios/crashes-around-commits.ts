import { setTimeout as pause } from 'node:timers/promises';
import { startProduct } from '../../support/product.ts';
import { aTargetServer } from '../../support/target-server.ts';
import { apiOf } from '../client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';

/** The process ends by itself at the worst instants: right before and right after a commit. */
export const crashesAroundCommits: Scenario = {
  id: 'FLT-03',
  title: 'a crash around a commit leaves all of it or nothing, and the retry gets the first answer',
  async run() {
    const expectations = new Expectations();
    const target = await aTargetServer();
    const product = await startProduct();
    try {
      const api = await apiOf(product);
      const monitor = { tag: 'once', name: 'Once', cron: '* * * * *', type_data: { url: target.url } };
      const retry = { 'idempotency-key': 'the-same-key' };
      for (const point of ['http.before_commit', 'http.after_commit'] as const) {
        await product.stopServer();
        await product.restart({ NODE_ENV: 'test', FAILPOINTS: `${point}:crash` });
        const crashed = await api(
          'POST',
          '/monitors',
          { ...monitor, tag: `once-${point.slice(5, 11)}` },
          { 'idempotency-key': `${retry['idempotency-key']}-${point}` },
        );
        expectations.expect(crashed.status === 0, `${point}: an answer came in spite of the crash (${crashed.status})`);
        await product.restart();
        const again = await api(
          'POST',
          '/monitors',
          { ...monitor, tag: `once-${point.slice(5, 11)}` },
          { 'idempotency-key': `${retry['idempotency-key']}-${point}` },
        );
        expectations.expect(again.status === 201, `${point}: the retry got ${again.status} ${again.body.slice(0, 120)}`);
      }
      for (const point of ['result.before_commit', 'result.after_commit'] as const) {
        await product.stopServer();
        await product.restart({ NODE_ENV: 'test', FAILPOINTS: `${point}:crash` }).catch(() => undefined);
        for (let i = 0; i < 700 && !product.hasEnded; i++) await pause(100);
        expectations.expect(product.hasEnded, `${point}: no check met the failpoint within 70 s`);
        await product.restart();
      }
      const all = JSON.parse((await api('GET', '/monitors')).body) as { monitors: { tag: string }[] };
      expectations.expect(all.monitors.filter(({ tag }) => tag.startsWith('once')).length === 2, 'a retry made a second monitor');
      await pause(2_000);
      await expectHealthy(product, expectations);
    } finally {
      await product.stop();
      await target.stop();
    }
    return expectations.outcome();
  },
};

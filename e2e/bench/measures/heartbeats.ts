import { startProduct } from '../../support/product.ts';
import { load } from '../load.ts';
import { duration, type Measure, rate } from '../measure.ts';

const CONNECTIONS = 100;
/** Enough that nobody sends more than the limit of 1,200 a minute. */
const SENDERS = 400;

/** Signals that are answered after they are durable. */
export const heartbeats: Measure = {
  name: 'heartbeats',
  async run(context) {
    const product = await startProduct();
    try {
      const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
      const senders = context.isQuick ? 40 : SENDERS;
      for (let i = 0; i < senders; i++) {
        const answer = await fetch(`${product.url}/api/v4/monitors`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            tag: `job${i}`,
            name: `Job ${i}`,
            monitor_type: 'HEARTBEAT',
            cron: '* * * * *',
            type_data: { secretString: 'bench' },
          }),
        });
        if (answer.status !== 201) throw new Error(`A heartbeat was not created: ${answer.status} ${await answer.text()}`);
      }
      const requests = Array.from({ length: senders }, (_, i) => ({ method: 'POST' as const, path: `/ext/heartbeat/job${i}/bench` }));
      const result = await load({ url: product.url, connections: CONNECTIONS, duration: context.isQuick ? 2 : 10, requests });
      const note = result.failed > 0 ? `${result.failed} of ${result.total} were refused` : `${result.total} signals, none refused`;
      return [
        rate(context, 'heartbeats acknowledged after commit', result.perSecond, 5_000, note),
        duration(context, `heartbeats at ${CONNECTIONS} connections, p99`, result.p99, 100),
      ];
    } finally {
      await product.stop();
    }
  },
};

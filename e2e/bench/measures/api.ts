import { startProduct } from '../../support/product.ts';
import { load } from '../load.ts';
import { duration, type Measure } from '../measure.ts';

const MONITORS = 100;
const CONNECTIONS = 50;

/** The contract's list of monitors, as programs poll it. */
export const api: Measure = {
  name: 'api',
  async run(context) {
    const product = await startProduct();
    try {
      const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
      const headers = { authorization: `Bearer ${key}` };
      for (let i = 1; i < MONITORS; i++) {
        const answer = await fetch(`${product.url}/api/v4/monitors`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ tag: `m${i}`, name: `Monitor ${i}`, monitor_type: 'NONE', cron: '* * * * *' }),
        });
        if (answer.status !== 201) throw new Error(`A monitor was not created: ${answer.status} ${await answer.text()}`);
      }
      const seconds = context.isQuick ? 2 : 10;
      const list = await load({ url: `${product.url}/api/v4/monitors`, connections: CONNECTIONS, duration: seconds, headers });
      if (list.failed > 0) throw new Error(`${list.failed} of ${list.total} requests failed`);
      return [
        duration(
          context,
          `GET /api/v4/monitors (${MONITORS}) at ${CONNECTIONS} connections, p99`,
          list.p99,
          20,
          `${Math.round(list.perSecond)}/s`,
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};

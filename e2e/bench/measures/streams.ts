import { request, type IncomingMessage } from 'node:http';
import { startProduct, type Product } from '../../support/product.ts';
import { amount, duration, type Measure, quantile } from '../measure.ts';
import { residentMegabytes } from '../resident.ts';

const CLIENTS = 2_000;
/** Addresses of the loopback network, so that no client has more streams than one may have. */
const ADDRESSES = 100;
const CHANGES = 3;

interface Client {
  response: IncomingMessage;
  /** When it was told of a status, by status. */
  told: Map<string, number>;
}

/** What open pages cost, and how soon all of them know. */
export const streams: Measure = {
  name: 'streams',
  async run(context) {
    const count = context.isQuick ? 200 : CLIENTS;
    const product = await startProduct({ env: { HOST: '0.0.0.0' } });
    const clients: Client[] = [];
    try {
      context.say('  filling 30 monitors');
      await product.cli('demo', '--monitors', '30', '--days', '7');
      await warm(product);
      const before = residentMegabytes(product.pid);
      context.say(`  opening ${count} streams`);
      for (let i = 0; i < count; i += 50)
        clients.push(...(await Promise.all(Array.from({ length: Math.min(50, count - i) }, (_, j) => open(product, i + j)))));
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const grown = residentMegabytes(product.pid) - before;
      const slowest = await change(product, clients);
      return [
        amount(`memory of ${count} open pages`, Math.max(0, grown), 'MB', 100),
        duration(context, `change → told to the last of ${count}, worst of ${CHANGES}`, Math.max(...slowest), 1_500),
        duration(context, `change → told to half of ${count}`, quantile(slowest, 0.5), 1_500),
      ];
    } finally {
      for (const { response } of clients) response.destroy();
      await product.stop();
    }
  },
};

function open(product: Product, index: number): Promise<Client> {
  const { port } = new URL(product.url);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        localAddress: `127.0.1.${1 + (index % ADDRESSES)}`,
        port,
        path: '/api/v4/public/pages/~home/stream',
        headers: { accept: 'text/event-stream' },
        agent: false,
      },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`A stream was refused: ${response.statusCode}`));
        const client: Client = { response, told: new Map() };
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text = (text + chunk).slice(-8_192);
          const status = /"tag":"phone-support"[^}]*?"status":"(\w+)"/.exec(text)?.[1];
          if (status === undefined) return;
          text = '';
          client.told.set(status, performance.now());
        });
        resolve(client);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** @returns milliseconds until the last client knew, of each change */
async function change(product: Product, clients: readonly Client[]): Promise<number[]> {
  const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const status = i % 2 === 0 ? 'DOWN' : 'UP';
    for (const { told } of clients) told.clear();
    const start = performance.now();
    const answer = await fetch(`${product.url}/api/v4/monitors/phone-support/data/${Math.floor(Date.now() / 1_000)}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status }),
    });
    if (!answer.ok) throw new Error(`The change was refused: ${answer.status}`);
    const missing = (): number => clients.filter(({ told }) => !told.has(status)).length;
    while (missing() > 0) {
      if (performance.now() - start > 30_000) throw new Error(`${missing()} of ${clients.length} were never told`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    times.push(Math.max(...clients.map(({ told }) => told.get(status)!)) - start);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  return times;
}

/** Memory is compared with that of a server that has answered already. */
async function warm(product: Product): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const text = await (await fetch(`${product.url}/`)).text();
    if (text.includes('phone-support')) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  for (let i = 0; i < 200; i++) await (await fetch(`${product.url}/`)).arrayBuffer();
}

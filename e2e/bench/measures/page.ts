import { brotliDecompressSync } from 'node:zlib';
import { startProduct, type Product } from '../../support/product.ts';
import { load } from '../load.ts';
import { amount, type BenchContext, duration, type Finding, type Measure, quantile, rate } from '../measure.ts';
import { openDatabase } from '../product-database.ts';
import { residentMegabytes } from '../resident.ts';

/** Zones nobody asked for yet: each makes the server render a page it does not hold. */
const COLD_ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Australia/Sydney',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Auckland',
];
const CHANGES = 5;

/** What visitors feel: weight, cached and fresh answers, and how soon a change shows. */
export const page: Measure = {
  name: 'page',
  async run(context) {
    return [...(await weight(context)), ...(await largePage(context))];
  },
};

async function weight(context: BenchContext): Promise<Finding[]> {
  const product = await startProduct();
  try {
    context.say('  filling 30 monitors');
    await product.cli('demo', '--monitors', '30', '--days', context.isQuick ? '7' : '90');
    const html = await settled(product);
    const paths = [...html.text.matchAll(/<(?:script[^>]*\ssrc|link[^>]*rel="modulepreload"[^>]*\shref|link[^>]*href)="([^"]+\.js)"/g)].map(
      ([, path]) => path!,
    );
    const scripts = await Promise.all([...new Set(paths)].map((path) => fetchBrotli(new URL(path, `${product.url}/`).href)));
    return [
      amount('page of 30 monitors, HTML as sent (brotli)', html.bytes / 1_024, 'KB', 20),
      amount(
        'page, initial scripts as sent (brotli)',
        scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1_024,
        'KB',
        100,
        `${scripts.length} files`,
      ),
    ];
  } finally {
    await product.stop();
  }
}

async function largePage(context: BenchContext): Promise<Finding[]> {
  const [monitors, days] = context.isQuick ? [20, 7] : [100, 90];
  const scale = `${monitors} monitors × ${days} days`;
  const product = await startProduct();
  try {
    context.say(`  filling ${scale}`);
    await product.cli('demo', '--monitors', String(monitors), '--days', String(days));
    const findings = [await sampleSize(product, scale)];
    await settled(product);

    const begun = performance.now();
    await product.stopServer();
    const stopped = performance.now();
    await product.restart();
    findings.push(
      duration(
        context,
        `restart → ready, ${scale}`,
        performance.now() - stopped,
        5_000,
        `database start included; the stop took ${Math.round(stopped - begun)} ms`,
      ),
    );

    const fresh: number[] = [];
    for (const zone of COLD_ZONES) {
      const start = performance.now();
      await fetchBrotli(`${product.url}/?tz=${encodeURIComponent(zone)}`);
      fresh.push(performance.now() - start);
    }
    findings.push(
      duration(context, `fresh page, ${scale}, median of ${fresh.length}`, quantile(fresh, 0.5), 50, 'data, render and compression'),
    );

    findings.push(...(await figures(context, product, monitors, scale)));

    const cached = await load({
      url: `${product.url}/`,
      connections: 100,
      duration: context.isQuick ? 2 : 10,
      headers: { 'accept-encoding': 'br' },
    });
    if (cached.failed > 0) throw new Error(`${cached.failed} of ${cached.total} page requests failed`);
    findings.push(
      rate(context, `cached page, ${scale}, 100 connections`, cached.perSecond, 5_000),
      duration(context, 'cached page, p99', cached.p99, 25),
    );
    findings.push(duration(context, `change → on an open page, worst of ${CHANGES}`, Math.max(...(await changes(product))), 1_500));
    findings.push(amount('memory of the server after all that', residentMegabytes(product.pid), 'MB', 350, 'without the database'));
    return findings;
  } finally {
    await product.stop();
  }
}

/** Bars of all monitors, and uptime, latency and one day of single ones, each asked for the first time in a zone. */
async function figures(context: BenchContext, product: Product, monitors: number, scale: string): Promise<Finding[]> {
  const { monitors: shown } = JSON.parse((await fetchBrotli(`${product.url}/api/v4/public/pages/~home/snapshot`)).text) as {
    monitors: { tag: string }[];
  };
  const tags = shown.slice(0, monitors).map(({ tag }) => tag);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const timed = async (address: (zone: string, index: number) => string): Promise<number> => {
    const times: number[] = [];
    for (const [index, zone] of COLD_ZONES.entries()) {
      const start = performance.now();
      await fetchBrotli(`${product.url}${address(encodeURIComponent(zone), index)}`);
      times.push(performance.now() - start);
    }
    return quantile(times, 0.5);
  };
  const bars = await timed((zone) => `/dashboard-apis/monitor-bars?days=90&tz=${zone}&tags=${tags.join(',')}`);
  const day = await timed((zone, index) => `/api/v4/public/monitors/${tags[index % tags.length]!}/snapshot?day=${yesterday}&tz=${zone}`);
  return [
    duration(context, `90-day bars of ${tags.length} monitors, cold`, bars, 50, `over HTTP, ${scale}; the budget is the database's share`),
    duration(context, 'uptime, latency and a day of one monitor, cold', day, 50, `over HTTP, ${scale}`),
  ];
}

async function sampleSize(product: Product, scale: string): Promise<Finding> {
  const database = await openDatabase(product);
  try {
    const [row] = await database.query<{ bytes: string; samples: string }>(
      `SELECT sum(pg_total_relation_size(inhrelid)) AS bytes, (SELECT count(*) FROM monitoring_data) AS samples FROM pg_inherits WHERE inhparent = 'monitoring_data'::regclass`,
    );
    return amount(
      'samples on disk, indexes included',
      Number(row!.bytes) / Number(row!.samples),
      'bytes each',
      90,
      `${Number(row!.samples).toLocaleString('en')} samples, ${scale}`,
    );
  } finally {
    await database.close();
  }
}

/** Milliseconds from the answer of a write to its delta on an open stream, several times. */
async function changes(product: Product): Promise<number[]> {
  const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
  const stream = await fetch(`${product.url}/api/v4/public/pages/~home/stream`, { headers: { accept: 'text/event-stream' } });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  const until = async (isThere: () => boolean): Promise<void> => {
    while (!isThere()) {
      const { value, done } = await reader.read();
      if (done) throw new Error('The stream ended');
      seen += value;
    }
  };
  await until(() => seen.includes('event: hello'));
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    const status = i % 2 ? 'UP' : 'DOWN';
    seen = '';
    const start = performance.now();
    const answer = await fetch(`${product.url}/api/v4/monitors/phone-support/data/${Math.floor(Date.now() / 1_000)}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status }),
    });
    if (!answer.ok) throw new Error(`The change was refused: ${answer.status} ${await answer.text()}`);
    await until(() => new RegExp(`"tag":"phone-support"[^}]*"status":"${status}"`).test(seen));
    times.push(performance.now() - start);
  }
  await reader.cancel();
  return times;
}

/** The home page once everything that was written shows on it: two answers in a row are the same size. */
async function settled(product: Product): Promise<{ text: string; bytes: number }> {
  let last = await fetchBrotli(`${product.url}/`);
  for (let i = 0; i < 40; i++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const next = await fetchBrotli(`${product.url}/`);
    if (next.text.includes('phone-support') && Math.abs(next.bytes - last.bytes) < 200) return next;
    last = next;
  }
  throw new Error('The page did not settle');
}

async function fetchBrotli(url: string): Promise<{ text: string; bytes: number }> {
  const { default: http } = await import('node:http');
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
          else
            resolve({
              bytes: body.length,
              text: (response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString(),
            });
        });
      })
      .on('error', reject);
  });
}

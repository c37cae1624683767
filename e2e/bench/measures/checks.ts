import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spreadOffsetSeconds } from '@clarion/domain';
import { startProduct, type Product } from '../../support/product.ts';
import { amount, type BenchContext, duration, type Finding, type Measure, quantile } from '../measure.ts';
import { openDatabase } from '../product-database.ts';
import { residentMegabytes } from '../resident.ts';

const CREATE_AT_ONCE = 16;

interface Size {
  count: number;
  minutes: number;
}

/** What is promised for two cores. @see architecture §10 */
const PROMISED: Size = { count: 10_000, minutes: 10 };
/** What is not promised, and people ask all the same. */
const BEYOND: readonly Size[] = [
  { count: 25_000, minutes: 3 },
  { count: 50_000, minutes: 3 },
];

/**
 * One-minute HTTP monitors: is each minute checked, and how late after it is due? One measure a size. A smoke run is small and has the
 * promised one alone; `BENCH_MONITORS` and `BENCH_MINUTES` give that another size.
 */
export const checks: readonly Measure[] = [
  { name: 'checks', run: async (context) => measure(context, promised(context)) },
  ...BEYOND.map((size) => ({
    name: `checks-${size.count}`,
    run: async (context: BenchContext) => (context.isQuick ? [] : measure(context, size)),
  })),
];

function promised({ isQuick }: BenchContext): Size {
  const { BENCH_MONITORS: monitors, BENCH_MINUTES: minutes } = process.env;
  const { count, minutes: whole } = isQuick ? { count: 200, minutes: 1 } : PROMISED;
  return { count: Number(monitors ?? count), minutes: Number(minutes ?? whole) };
}

async function measure(context: BenchContext, { count, minutes }: Size): Promise<Finding[]> {
  const product = await startProduct();
  const target = await startTarget(path.join(product.dataDir, 'arrivals.json'));
  try {
    context.say(`  creating ${count} monitors`);
    if (count > PROMISED.count) await copyMonitors(product, target.port, count);
    else await createMonitors(product, target.port, count);
    // The first round is all at once, since a new monitor is due now; whole minutes after it count.
    const now = Date.now() / 1_000;
    const from = Math.ceil(now / 60) * 60 + 60;
    const to = from + minutes * 60;
    context.say(`  watching ${minutes} whole minutes`);
    await pause((to + 20 - now) * 1_000);
    const memory = residentMegabytes(product.pid);
    const arrivals = await target.stop();
    const findings = [...(await judge(context, product, { count, minutes, from, to, arrivals })), memoryOf(count, memory)];
    return count > PROMISED.count ? findings.map((finding) => ({ ...finding, isWithin: null })) : findings;
  } finally {
    await target.stop();
    await product.stop();
  }
}

/** Of a server with so many monitors; the budget speaks of a usual installation. */
const BUDGETED_MONITORS = 500;
function memoryOf(monitors: number, megabytes: number): Finding {
  const finding = amount(`memory of the server, ${monitors} monitors`, megabytes, 'MB', 350, 'without the database');
  return monitors > BUDGETED_MONITORS ? { ...finding, isWithin: null, note: `budget: ${BUDGETED_MONITORS} monitors` } : finding;
}

interface Run extends Size {
  from: number;
  to: number;
  arrivals: readonly [monitor: number, at: number][];
}

async function judge(context: BenchContext, product: Product, { count, minutes, from, to, arrivals }: Run): Promise<Finding[]> {
  const database = await openDatabase(product);
  try {
    const offsets = new Map(
      (
        await database.query<{ tag: string; offset_seconds: number }>(
          `SELECT m.tag, r.offset_seconds FROM monitors m JOIN monitor_runtime r ON r.monitor_id = m.id WHERE m.tag ~ '^c[0-9]+$'`,
        )
      ).map((row) => [Number(row.tag.slice(1)), row.offset_seconds]),
    );
    const [stored] = await database.query<{ samples: string; not_up: string }>(
      `SELECT count(*) AS samples, count(*) FILTER (WHERE d.status <> 'U') AS not_up FROM monitoring_data d JOIN monitors m ON m.id = d.monitor_id AND m.tag ~ '^c[0-9]+$' WHERE d.timestamp >= $1 AND d.timestamp < $2`,
      [from, to],
    );
    const gaps = await database.query<{ reason: string; n: string }>(
      `SELECT reason, count(*) AS n FROM check_gaps WHERE to_ts > $1 AND from_ts < $2 GROUP BY reason`,
      [from, to],
    );
    const lateness = arrivals.flatMap(([monitor, at]) => {
      const due = at / 1_000 - (offsets.get(monitor) ?? 0);
      return due >= from && due < to ? [(due % 60) * 1_000] : [];
    });
    const expected = count * minutes;
    const missed = expected - Number(stored!.samples);
    const gapText = gaps.map(({ reason, n }) => `${n} × ${reason}`).join(', ') || 'no gaps';
    return [
      amount(
        `checks missed, ${count} monitors × ${minutes} min`,
        missed,
        'samples',
        0,
        `${stored!.samples} of ${expected} stored, ${stored!.not_up} not UP, ${gapText}`,
      ),
      duration(context, `check start lateness, ${count} monitors, p50`, quantile(lateness, 0.5), 2_000),
      duration(
        context,
        `check start lateness, ${count} monitors, p99`,
        quantile(lateness, 0.99),
        2_000,
        `worst ${Math.round(Math.max(...lateness))} ms`,
      ),
    ];
  } finally {
    await database.close();
  }
}

async function createMonitors(product: Product, port: number, count: number): Promise<void> {
  const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
  let next = 0;
  const create = async (i: number): Promise<Response> => {
    for (;;) {
      const answer = await fetch(`${product.url}/api/v4/monitors`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          tag: `c${i}`,
          name: `Check ${i}`,
          cron: '* * * * *',
          type_data: { url: `http://127.0.0.1:${port}/${i}`, timeout: 5_000 },
        }),
      });
      // Tens of thousands are checked while the rest is made: a busy server asks for patience, as it would ask any client.
      if (answer.status !== 503) return answer;
      await answer.arrayBuffer();
      await pause(1_000);
    }
  };
  const worker = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      const answer = await create(i);
      if (answer.status !== 201) throw new Error(`Monitor ${i} was not created: ${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: CREATE_AT_ONCE }, worker));
}

/** Makes one and copies it: tens of thousands of requests would take longer than what is measured. */
async function copyMonitors(product: Product, port: number, count: number): Promise<void> {
  await createMonitors(product, port, 1);
  const database = await openDatabase(product);
  try {
    await database.query('BEGIN');
    await database.query(`SELECT set_config('app.actor', 'system:bench', true), set_config('app.request', 'bench', true)`);
    const copies = await database.query<{ id: number }>(
      `INSERT INTO monitors SELECT (jsonb_populate_record(m, jsonb_build_object('id', nextval(pg_get_serial_sequence('monitors', 'id')), 'tag', 'c' || i,
         'name', 'Check ' || i, 'type_data', jsonb_set(m.type_data, '{url}', to_jsonb('http://127.0.0.1:${port}/' || i))))).*
       FROM monitors m, generate_series(1, $1::int - 1) i WHERE m.tag = 'c0' RETURNING id`,
      [count],
    );
    const ids = copies.map(({ id }) => id);
    await database.query(
      `INSERT INTO monitor_runtime (monitor_id, watched_since, offset_seconds, next_due_at)
       SELECT id, (floor(extract(epoch FROM app_now()) / 60) * 60)::bigint, of, app_now() FROM unnest($1::int[], $2::smallint[]) AS made (id, of)`,
      [ids, ids.map((id) => spreadOffsetSeconds(id, 60))],
    );
    await database.query('COMMIT');
  } finally {
    await database.close();
  }
}

async function startTarget(file: string): Promise<{ port: number; stop(): Promise<[number, number][]> }> {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../target.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  let arrivals: [number, number][] | undefined;
  return {
    port: Number(chunk.toString()),
    stop: async () => {
      if (arrivals !== undefined) return arrivals;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      const flat = JSON.parse(readFileSync(file, 'utf8')) as number[];
      rmSync(file);
      arrivals = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]);
      return arrivals;
    },
  };
}

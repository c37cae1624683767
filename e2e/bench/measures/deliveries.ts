import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProduct, type Product } from '../../support/product.ts';
import type { SunkMail } from '../../support/fast-mail-sink.ts';
import { amount, duration, type Finding, type Measure, quantile, rate } from '../measure.ts';
import { openDatabase } from '../product-database.ts';
import { residentMegabytes } from '../resident.ts';

/** What is promised for two cores. @see architecture §10 */
const SUBSCRIBERS = 50_000;
const INCIDENTS = 25;
/** Few readers, as most sites have. */
const FEW = 5;
const LOOK_MS = 250;
/** Nothing arrived for so long: something is stuck. */
const PATIENCE_MS = 60_000;
/** Garbage between two collections; more would mean that memory grows with the number of mails. */
const MOST_GROWTH_MB = 150;

/** News for subscribers by mail: how fast many hear of one incident, and how soon the first does. `BENCH_SUBSCRIBERS` gives it another size. */
export const deliveries: Measure = {
  name: 'deliveries',
  async run(context) {
    const count = Number(process.env['BENCH_SUBSCRIBERS'] ?? (context.isQuick ? 1_000 : SUBSCRIBERS));
    const sink = await startMailTarget();
    const product = await startProduct({ env: sink.env });
    try {
      const post = await siteWithMail(product);
      await subscribe(product, FEW, 'few');
      const dwell: number[] = [];
      for (let i = 0; i < (context.isQuick ? 5 : INCIDENTS); i++) dwell.push(await dwellOf(`Dwell ${i}`, sink, post));
      context.say(`  adding ${count} subscribers`);
      await subscribe(product, count, 'many');
      const many = await tellMany(product, sink, post, count + FEW);
      return [
        rate(context, `mails about one incident to ${count} subscribers`, many.perSecond, 300, many.note),
        amount('mails missing or twice', many.wrong, 'mails', 0),
        duration(context, 'change to first mail, p50', quantile(dwell, 0.5), 3_000),
        duration(context, 'change to first mail, p99', quantile(dwell, 0.99), 3_000, `${dwell.length} incidents`),
        duration(context, `change to first mail, ${count} subscribers`, many.firstMs, 3_000),
        memoryOf(many.memory),
      ];
    } finally {
      await product.stop();
      await sink.stop();
    }
  },
};

interface MailTarget {
  readonly env: Record<string, string>;
  progress(): Promise<number>;
  mails(): Promise<readonly SunkMail[]>;
  stop(): Promise<void>;
}

async function startMailTarget(): Promise<MailTarget> {
  const child: ChildProcess = fork(path.resolve(import.meta.dirname, '../mail-target.ts'));
  const next = async <T>(): Promise<T> => ((await once(child, 'message')) as [T])[0];
  const ask = async <T>(question: string): Promise<T> => {
    child.send(question);
    return next<T>();
  };
  return {
    env: await next(),
    progress: () => ask('progress'),
    mails: () => ask('mails'),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

type Post = (title: string) => Promise<void>;

/** @returns a function that publishes an incident with its first update */
async function siteWithMail(product: Product): Promise<Post> {
  const key = (await product.cli('api-key', 'create', '--name', 'bench', '--role', 'admin')).trim();
  const request = async (method: string, route: string, body: object): Promise<void> => {
    const answer = await fetch(`${product.url}/api/v4/${route}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  const value = { enable: true, methods: { emails: { incidents: true, maintenances: true } } };
  await request('PATCH', 'site/subscriptionsSettings', { value });
  return (title) =>
    request('POST', 'incidents', {
      ...{ title, start_date_time: Math.floor(Date.now() / 1_000), state: 'IDENTIFIED' },
      comment: 'We have found the cause and are **rolling back**. Payments by card fail, all others go through.',
    });
}

/** Active subscribers to everything, straight into the database: each would have to read a code. */
async function subscribe(product: Product, count: number, name: string): Promise<void> {
  const database = await openDatabase(product);
  try {
    await database.query('BEGIN');
    await database.query(`SELECT set_config('app.actor', 'system:bench', true), set_config('app.request', 'bench', true)`);
    await database.query(
      `INSERT INTO subscriber_users (email, status) SELECT $2 || i || '@bench.test', 'ACTIVE' FROM generate_series(1, $1::int) i`,
      [count, name],
    );
    await database.query(
      `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value)
       SELECT id, 'email', email FROM subscriber_users WHERE email ~ ('^' || $1 || '[0-9]+@')`,
      [name],
    );
    await database.query(
      `INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type)
       SELECT subscriber_user_id, id, type FROM subscriber_methods, unnest(enum_range(NULL::subscription_event_type)) type
       WHERE method_value ~ ('^' || $1 || '[0-9]+@')`,
      [name],
    );
    await database.query('COMMIT');
    await database.query('ANALYZE subscriber_users, subscriber_methods, user_subscriptions');
  } finally {
    await database.close();
  }
}

/** From the request that publishes to the first mail, ms; returns once all of them are there. */
async function dwellOf(title: string, sink: MailTarget, post: Post): Promise<number> {
  const start = Date.now();
  await post(title);
  for (;;) {
    const own = (await sink.mails()).filter(({ subject }) => subject.endsWith(title));
    if (own.length === FEW) return Math.min(...own.map(({ at }) => at)) - start;
    if (Date.now() - start > PATIENCE_MS) throw new Error(`${title}: ${own.length} of ${FEW} mails arrived`);
    await pause(LOOK_MS);
  }
}

interface Told {
  readonly perSecond: number;
  readonly firstMs: number;
  /** Missing, or there more than once. */
  readonly wrong: number;
  readonly memory: { readonly before: number; readonly peak: number };
  readonly note: string;
}

async function tellMany(product: Product, sink: MailTarget, post: Post, count: number): Promise<Told> {
  const title = 'One for all';
  const before = await sink.progress();
  const memory = { before: residentMegabytes(product.pid), peak: 0 };
  const start = Date.now();
  await post(title);
  let [seen, changedAt] = [0, start];
  while (seen < count && Date.now() - changedAt < PATIENCE_MS) {
    await pause(LOOK_MS);
    const now = (await sink.progress()) - before;
    if (now > seen) [seen, changedAt] = [now, Date.now()];
    memory.peak = Math.max(memory.peak, residentMegabytes(product.pid));
  }
  const own = (await sink.mails()).filter(({ subject }) => subject.endsWith(title));
  const [first, last] = [own[0]?.at ?? Number.NaN, own.at(-1)?.at ?? Number.NaN];
  const unique = new Set(own.map(({ to }) => to)).size;
  return {
    perSecond: (own.length / (last - start)) * 1_000,
    firstMs: first - start,
    wrong: count - unique + (own.length - unique),
    memory,
    note: `${own.length} mails in ${((last - start) / 1_000).toFixed(1)} s from the change to the last one`,
  };
}

function memoryOf({ before, peak }: Told['memory']): Finding {
  const note = `${Math.round(before)} MB before, ${Math.round(peak)} MB at most, without the database`;
  return amount('memory that mailing takes', peak - before, 'MB', MOST_GROWTH_MB, note);
}

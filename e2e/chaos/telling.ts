import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentState } from '@clarion/contract';
import { aHookSink, type HookSink } from '../support/hook-sink.ts';
import { aFastMailSink, type FastMailSink } from '../support/fast-mail-sink.ts';
import { type Environment, type Product } from '../support/product.ts';
import { apiOf, type Answer } from './client.ts';
import type { Expectations } from './scenario.ts';

/** Settings that make an hour of retries a quarter of a minute, and leases of the killed short. */
export const SCALED: Environment = { NODE_ENV: 'test', TEST_RETRY_SPEED: '240', LEASE_MARGIN_MS: '500', OUTBOX_SWEEP_MS: '3000' };
const RETRY_MS = 300;
const LOOK_MS = 250;
/** Longest wait for the yes of a server that is killed and started again, on a busy machine. */
const PUBLISH_MS = 180_000;

const LEFT = `
  SELECT format('%s × %s %s, attempts %s, due in %s s, lease for %s s, %s', count(*), channel, state, max(attempts),
    round(extract(epoch FROM max(next_attempt_at) - app_now())), round(extract(epoch FROM max(lease_until) - app_now())), min(last_error)) AS words
  FROM deliveries WHERE state NOT IN ('delivered', 'cancelled') GROUP BY channel, state
  UNION ALL
  SELECT format('event %s %s, told %s times, again in %s s, %s', id, state, attempts, round(extract(epoch FROM next_at - app_now())), last_error)
  FROM outbox WHERE topic = 'incident.commented' AND state <> 'done'`;

/** Runs SQL on the database of the installation. */
export type Ask = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Readers by mail and operators by webhook: what they were promised, and what they got. */
export class Telling {
  /** What has been published, as it is titled: everybody gets each of them. */
  readonly published: string[] = [];
  private api: Awaited<ReturnType<typeof apiOf>> | undefined;
  private everybody: string[] = [];
  /** What was still under way when the patience ended. */
  private left = 'nothing';

  readonly mail: FastMailSink;
  readonly hooks: HookSink;

  private constructor(mail: FastMailSink, hooks: HookSink) {
    this.mail = mail;
    this.hooks = hooks;
  }

  /** The receivers alone: the installation is started with `env`. */
  static async start(options: { asksForSignIn?: boolean } = {}): Promise<Telling> {
    return new Telling(await aFastMailSink(options), await aHookSink());
  }

  env(): Environment {
    return this.mail.env();
  }

  /** @param ask of its database: readers are written straight into it */
  async settle(product: Product, ask: Ask, { readers, hooks }: { readers: number; hooks: number }): Promise<void> {
    this.api = await apiOf(product);
    await this.must('PATCH', '/site/subscriptionsSettings', { value: { enable: true, methods: { emails: { incidents: true } } } });
    const ids: number[] = [];
    for (let i = 0; i < hooks; i++) {
      const meta = { url: `${this.hooks.url}/${i}` };
      const { body } = await this.must('POST', '/triggers', { name: `Hook ${i}`, trigger_type: 'webhook', trigger_meta: meta });
      ids.push((JSON.parse(body) as { trigger: { id: number } }).trigger.id);
    }
    await this.must('PUT', '/site/announce-triggers', { incidents: ids, maintenances: [] });
    await ask('BEGIN');
    await ask(`SELECT set_config('app.actor', 'system:chaos', true), set_config('app.request', 'chaos', true)`);
    await ask(
      `WITH users AS (
         INSERT INTO subscriber_users (email, status) SELECT 'r' || i || '@chaos.test', 'ACTIVE' FROM generate_series(1, $1::int) i RETURNING id, email
       ), methods AS (
         INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) SELECT id, 'email', email FROM users RETURNING id, subscriber_user_id
       )
       INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) SELECT subscriber_user_id, id, 'incidents' FROM methods`,
      [readers],
    );
    await ask('COMMIT');
    const addresses = Array.from({ length: readers }, (_, i) => `r${i + 1}@chaos.test`);
    this.everybody = [...addresses, ...ids.map((_, i) => `/${i}`)];
  }

  /** An incident with its first update; asked again under one key until the answer is yes. @returns its number */
  async publish(title: string): Promise<number> {
    const body = { title, start_date_time: Math.floor(Date.now() / 60_000) * 60, comment: 'We look.', state: 'INVESTIGATING' };
    const answer = await this.must('POST', '/incidents', body, { 'idempotency-key': `publish-${title.replaceAll(' ', '-')}` });
    const { id } = (JSON.parse(answer.body) as { incident: { id: number } }).incident;
    this.published.push(`[#${id}:INVESTIGATING] ${title}`);
    return id;
  }

  /** One more update of it. */
  async update(id: number, title: string, state: IncidentState): Promise<void> {
    await this.must('POST', `/incidents/${id}/comments`, { comment: `It is ${state}.`, state }, { 'idempotency-key': `${id}-${state}` });
    this.published.push(`[#${id}:${state}] ${title}`);
  }

  /** What a receiver got, in the order of arrival. @param who an address, or the path of a hook */
  got(who: string): { title: string; id: string; at: number }[] {
    const mails = this.mail.mails.filter(({ to }) => to === who).map(({ subject, id, at }) => ({ title: subject, id, at }));
    return [...mails, ...this.hooks.calls.filter(({ path }) => path === who)];
  }

  /** Waits until everybody has everything and nothing is under way, or nothing has arrived for `patienceMs`. */
  async allTold(ask: Ask, patienceMs: number): Promise<void> {
    let [seen, end] = [-1, 0];
    for (;;) {
      const count = this.mail.mails.length + this.hooks.calls.length;
      if (count > seen) [seen, end] = [count, performance.now() + patienceMs];
      if (performance.now() > end) break;
      const [open] = await ask<{ n: number }>(
        `SELECT (SELECT count(*) FROM deliveries WHERE state IN ('held', 'pending', 'sending', 'retrying'))::int
           + (SELECT count(*) FROM outbox WHERE state IN ('held', 'pending', 'enqueued') AND topic = 'incident.commented')::int AS n`,
      ).catch(() => []);
      if (open?.n === 0 && this.missing().length === 0) return;
      await pause(LOOK_MS);
    }
    const left = await ask<{ words: string }>(LEFT).catch(() => []);
    this.left = left.map(({ words }) => words).join(', ');
  }

  /** At least once each, under one id each; ids of nobody else. */
  judge(expectations: Expectations): void {
    const missing = this.missing();
    expectations.expect(missing.length === 0, `${missing.length} messages never arrived, such as ${missing[0]}; under way: ${this.left}`);
    const ids = new Map<string, string>();
    let [count, effects] = [0, 0];
    for (const who of this.everybody) {
      const own = this.got(who);
      count += own.length;
      for (const title of new Set(own.map((each) => each.title))) {
        const known = new Set(own.filter((each) => each.title === title).map(({ id }) => id));
        effects += known.size;
        expectations.expect(known.size === 1, `${who} sees “${title}” ${known.size} times: ${[...known].join(' ')}`);
        expectations.expect(this.published.includes(title), `${who} got “${title}”, which nobody published`);
        for (const id of known) {
          expectations.expect(!ids.has(id), `${id} is the id of two messages`);
          ids.set(id, title);
        }
      }
    }
    expectations.note(
      `${this.published.length} updates for ${this.everybody.length} receivers: ${effects} effects, ${count - effects} repetitions`,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.mail.stop(), this.hooks.stop()]);
  }

  private missing(): string[] {
    return this.everybody.flatMap((who) => {
      const titles = new Set(this.got(who).map(({ title }) => title));
      return this.published.filter((title) => !titles.has(title)).map((title) => `${title} for ${who}`);
    });
  }

  /** Asks until the server says yes: it may be dead for a while. */
  private async must(method: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    let answer: Answer = { status: 0, body: '', ms: 0 };
    const end = performance.now() + PUBLISH_MS;
    while (performance.now() < end) {
      answer = await this.api!(method, path, body, headers);
      if (answer.status >= 200 && answer.status < 300) return answer;
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 409) break;
      await pause(RETRY_MS);
    }
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 200)}`);
  }
}

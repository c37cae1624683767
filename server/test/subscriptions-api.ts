import { asActor } from '@clarion/testing';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { SendDeliveries } from '../src/modules/deliveries/sending/send-deliveries.service.js';
import { IncidentsModule } from '../src/modules/incidents/incidents.module.js';
import { MaintenancesModule } from '../src/modules/maintenances/maintenances.module.js';
import { MonitorsModule } from '../src/modules/monitors/monitors.module.js';
import { PagesModule } from '../src/modules/pages/pages.module.js';
import { PublicModule } from '../src/modules/public/public.module.js';
import { SubscriptionsModule } from '../src/modules/subscriptions/subscriptions.module.js';
import { OutboxDispatcher } from '../src/platform/outbox/outbox-dispatcher.js';
import { startIncidentsApi } from './incidents-api.js';
import type { MonitorsApi } from './monitors-api.js';
import { SmtpSink } from './smtp-sink.js';
import type { TestAppOptions } from './test-app.js';

const ROOMS = [AuditModule, MonitorsModule, IncidentsModule, MaintenancesModule, SubscriptionsModule, PagesModule, PublicModule];

/** Subscriptions over everything below them, what visitors see above, and a mail server that keeps what it gets. */
export class SubscriptionsApi {
  private constructor(
    readonly api: MonitorsApi,
    readonly sink: SmtpSink,
  ) {}

  static async start({ env, ...options }: TestAppOptions = {}): Promise<SubscriptionsApi> {
    const sink = await SmtpSink.start();
    const api = await startIncidentsApi({ imports: ROOMS, env: sink.env(env), ...options });
    const subscriptions = new SubscriptionsApi(api, sink);
    await subscriptions.offer({ incidents: true, maintenances: true });
    return subscriptions;
  }

  get db() {
    return this.api.app.sources.get('upkeep');
  }

  /** What the site offers; null = nothing. */
  async offer(emails: object | null): Promise<void> {
    await this.setting('subscriptionsSettings', { enable: emails !== null, methods: { emails: emails ?? {} } });
  }

  async setting(key: string, value: object): Promise<void> {
    await this.write(
      `INSERT INTO site_settings (key, value, data_type) VALUES ($1, $2::jsonb, 'object') ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [key, JSON.stringify(value)],
    );
  }

  /** An ACTIVE subscriber. @param types all by default @returns id of the method */
  async subscriber(email: string, types: readonly string[] = ['incidents', 'maintenances']): Promise<number> {
    return asActor(this.db, async (tx) => {
      const [user] = await tx.query(`INSERT INTO subscriber_users (email, status) VALUES ($1, 'ACTIVE') RETURNING id`, [email]);
      const [method] = await tx.query(
        `INSERT INTO subscriber_methods (subscriber_user_id, method_type, method_value) VALUES ($1, 'email', $2) RETURNING id`,
        [user.id, email],
      );
      await tx.query(
        `INSERT INTO user_subscriptions (subscriber_user_id, subscriber_method_id, event_type) SELECT $1, $2, unnest($3::subscription_event_type[])`,
        [user.id, method.id, types],
      );
      return method.id as number;
    });
  }

  /** Changes rows that want an actor. */
  async write(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    await asActor(this.db, (tx) => tx.query(sql, [...parameters]));
  }

  /** The contract's endpoint. */
  async act(body: object) {
    return this.api.app.request().post('/dashboard-apis/subscription').set('content-type', 'application/json').send(JSON.stringify(body));
  }

  /** A form of a page. */
  async submit(path: string, fields: Readonly<Record<string, string>> = {}) {
    const call = this.api.app.request().post(path).set('content-type', 'application/x-www-form-urlencoded');
    return call.send(new URLSearchParams(fields).toString());
  }

  /** The newest code in the mailbox. */
  code(): string {
    return /\b\d{6}\b/.exec(this.sink.mails.at(-1)?.text ?? '')![0];
  }

  async tellAll(): Promise<void> {
    const rows = await this.api.query<{ id: number }>(`SELECT id FROM outbox WHERE state = 'pending' ORDER BY id`);
    for (const { id } of rows) await this.api.app.get<OutboxDispatcher>(OutboxDispatcher).dispatch(id);
  }

  /** Sends what is due, to the end. */
  async send(): Promise<void> {
    const sender = this.api.app.get<SendDeliveries>(SendDeliveries);
    await sender.look();
    await sender.drained();
  }

  async empty(): Promise<void> {
    this.sink.mails.length = 0;
    this.sink.recipients.length = 0;
    this.sink.refuse = {};
    await this.api.query('TRUNCATE deliveries, delivery_attempts, outbox, rate_limits CASCADE');
    await this.write('DELETE FROM subscriber_users');
    await this.write('DELETE FROM incidents');
    await this.write('DELETE FROM maintenances');
    await this.offer({ incidents: true, maintenances: true });
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.sink.close();
  }
}

import { type ChannelName, type DeliveryKind, type DeliveryState } from '@clarion/contract';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { DeliveriesModule } from '../src/modules/deliveries/deliveries.module.js';
import { Deliveries } from '../src/modules/deliveries/deliveries.service.js';
import { DeliverySources } from '../src/modules/deliveries/delivery-sources.service.js';
import {
  type DeliverySource,
  type DueDelivery,
  type NewDelivery,
  type Prepared,
  type Suppressed,
} from '../src/modules/deliveries/delivery.js';
import { SendDeliveries } from '../src/modules/deliveries/sending/send-deliveries.service.js';
import { systemActor } from '../src/platform/http/actor.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { Outbox } from '../src/platform/outbox/outbox.js';
import { FakeAuthenticator } from './fake-authenticator.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

/** A room of a spec: prepares what it is told to. */
export class SpecSource implements DeliverySource {
  readonly prepared: DueDelivery[] = [];
  readonly switchedOff: string[] = [];
  make: (delivery: DueDelivery) => Prepared | Suppressed = () => ({ reason: 'nobody said how' });
  lineOf?: (delivery: DueDelivery) => Promise<string | null>;
  prepareMany?: (deliveries: readonly DueDelivery[]) => Promise<readonly (Prepared | Suppressed)[]>;

  prepare(delivery: DueDelivery): Promise<Prepared | Suppressed> {
    this.prepared.push(delivery);
    return Promise.resolve().then(() => this.make(delivery));
  }

  switchOff({ recipientKey }: DueDelivery): Promise<void> {
    this.switchedOff.push(recipientKey);
    return Promise.resolve();
  }
}

/** A delivery as its row has it. */
export interface DeliveryRow {
  id: number;
  event_id: number;
  state: DeliveryState;
  attempts: number;
  recipient_key: string;
  last_error: string | null;
  reason: string | null;
  pause_s: number;
  sent: { subject?: string; text: string } | null;
}

/** Deliveries over a real database; without the role `worker` they are sent when the spec says so. */
export class DeliveriesBench {
  readonly source = new SpecSource();

  private constructor(readonly app: TestApp) {}

  static async start(options: TestAppOptions = {}): Promise<DeliveriesBench> {
    const { imports = [], ...others } = options;
    const app = await startTestApp({
      authenticator: new FakeAuthenticator(),
      ...others,
      imports: [AuditModule, DeliveriesModule, ...imports],
    });
    const bench = new DeliveriesBench(app);
    for (const kind of ['alert', 'event-trigger', 'subscription', 'account'] as const)
      app.get<DeliverySources>(DeliverySources).register(kind, bench.source);
    return bench;
  }

  get deliveries(): Deliveries {
    return this.app.get<Deliveries>(Deliveries);
  }

  /** @returns id of a new event of the outbox */
  async event(options: { aggregateId?: string; holdUntil?: number } = {}): Promise<number> {
    const outbox = this.app.get<Outbox>(Outbox);
    const id = await this.app
      .get<UnitOfWork>(UnitOfWork)
      .run(systemActor('spec'), (tx) => outbox.add(tx, 'mail.requested', { kind: 'account', ids: {} }, options));
    if (id === undefined) throw new Error('the event was there already');
    return id;
  }

  async add(...rows: (Partial<NewDelivery> & { channel: ChannelName; eventId: number; recipientKey: string })[]): Promise<number> {
    const kind: DeliveryKind = 'alert';
    const full = rows.map((row) => ({ kind, aggregate: 'alert:1:1', payload: {}, ...row }));
    return this.app.get<UnitOfWork>(UnitOfWork).run(systemActor('spec'), (tx) => this.deliveries.add(tx, full));
  }

  /** Sends what is due now, to the end. */
  async send(): Promise<void> {
    const sender = this.app.get<SendDeliveries>(SendDeliveries);
    await sender.look();
    await sender.drained();
  }

  /** Lets everything that waits be due. */
  async skipPauses(): Promise<void> {
    await this.query(`UPDATE deliveries SET next_attempt_at = app_now() WHERE state IN ('pending', 'retrying', 'held')`);
  }

  async rows(): Promise<DeliveryRow[]> {
    return this.query<DeliveryRow>(
      `SELECT id, event_id, state, attempts, recipient_key, last_error, reason, sent, extract(epoch FROM next_attempt_at - app_now())::float8 AS pause_s
       FROM deliveries ORDER BY id`,
    );
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const rows = await this.app.sources.get('upkeep').query<Row[] | [Row[], number]>(sql, [...parameters]);
    return rows as Row[];
  }

  async empty(): Promise<void> {
    this.source.prepared.length = 0;
    this.source.switchedOff.length = 0;
    delete this.source.prepareMany;
    await this.query('TRUNCATE deliveries, delivery_attempts, outbox CASCADE');
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

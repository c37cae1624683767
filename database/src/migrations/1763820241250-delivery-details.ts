import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sending needs to know of a message: who prepares it, who has it, why it is not sent, what was sent. */
export class DeliveryDetails1763820241250 implements MigrationInterface {
  readonly name = 'DeliveryDetails1763820241250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deliveries
      ADD kind varchar(50) NOT NULL DEFAULT 'subscription',
      ADD reason text,
      ADD lease_until timestamptz,
      ADD lease_token uuid,
      ADD retry_since timestamptz NOT NULL DEFAULT app_now(),
      ADD sent jsonb`);
    await runner.query(`DROP INDEX deliveries_open_idx`);
    await runner.query(`DROP INDEX deliveries_channel_aggregate_id_id_idx`);
    await runner.query(
      `CREATE INDEX deliveries_due_idx ON deliveries (channel, kind, next_attempt_at, id) WHERE state IN ('held', 'pending', 'retrying')`,
    );
    await runner.query(
      `CREATE INDEX deliveries_expiry_idx ON deliveries (expires_at) WHERE state IN ('held', 'pending', 'retrying') AND expires_at IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX deliveries_dead_idx ON deliveries (channel, id) WHERE state = 'dead'`);
    await runner.query(`CREATE INDEX deliveries_leased_idx ON deliveries (lease_until) WHERE state = 'sending'`);
    await runner.query(
      `CREATE INDEX deliveries_order_idx ON deliveries (recipient_key, aggregate_id, event_id) WHERE state IN ('held', 'pending', 'sending', 'retrying')`,
    );
    await runner.query(`CREATE INDEX outbox_order_idx ON outbox (aggregate_id, id) WHERE state IN ('held', 'pending', 'enqueued')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP INDEX outbox_order_idx, deliveries_order_idx, deliveries_leased_idx, deliveries_dead_idx, deliveries_expiry_idx, deliveries_due_idx`,
    );
    await runner.query(`CREATE INDEX ON deliveries (channel, aggregate_id, id)`);
    await runner.query(
      `CREATE INDEX deliveries_open_idx ON deliveries (next_attempt_at) WHERE state IN ('held', 'pending', 'sending', 'retrying')`,
    );
    await runner.query(`ALTER TABLE deliveries
      DROP sent, DROP retry_since, DROP lease_token, DROP lease_until, DROP reason, DROP kind`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that came too many within a few minutes are gathered into the newest of them. */
export class DeliveryDigests1763920042600 implements MigrationInterface {
  readonly name = 'DeliveryDigests1763920042600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deliveries ADD digest_id bigint`);
    await runner.query(`CREATE INDEX deliveries_digest_idx ON deliveries (digest_id) WHERE digest_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX deliveries_delivered_idx ON deliveries (recipient_key, aggregate_id, delivered_at) WHERE delivered_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX deliveries_delivered_idx, deliveries_digest_idx`);
    await runner.query(`ALTER TABLE deliveries DROP digest_id`);
  }
}

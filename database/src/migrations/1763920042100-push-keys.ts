import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which push services know this installation: made once, for every subscription of a browser holds to them. */
export class PushKeys1763920042100 implements MigrationInterface {
  readonly name = 'PushKeys1763920042100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE instance
      ADD COLUMN push_public_key varchar(100),
      ADD COLUMN push_private_key text,
      ADD CONSTRAINT instance_push_keys_check CHECK (num_nonnulls(push_public_key, push_private_key) IN (0, 2))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE instance
      DROP CONSTRAINT instance_push_keys_check, DROP COLUMN push_public_key, DROP COLUMN push_private_key`);
  }
}

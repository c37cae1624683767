import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part of the day in which a trigger is not woken by a warning. */
export class TriggerQuietHours1763930000000 implements MigrationInterface {
  readonly name = 'TriggerQuietHours1763930000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE triggers
      ADD COLUMN quiet_from smallint,
      ADD COLUMN quiet_to smallint,
      ADD COLUMN quiet_zone varchar(64),
      ADD CONSTRAINT triggers_quiet_check CHECK (
        num_nonnulls(quiet_from, quiet_to, quiet_zone) IN (0, 3) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439
        AND quiet_from <> quiet_to)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE triggers
      DROP CONSTRAINT triggers_quiet_check, DROP COLUMN quiet_from, DROP COLUMN quiet_to, DROP COLUMN quiet_zone`);
  }
}

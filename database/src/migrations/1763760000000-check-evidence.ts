import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What failing checks saw. */
export class CheckEvidence1763760000000 implements MigrationInterface {
  readonly name = 'CheckEvidence1763760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE check_evidence (
      monitor_id int NOT NULL REFERENCES monitors ON DELETE CASCADE,
      timestamp bigint NOT NULL,
      status status NOT NULL,
      error_message text,
      evidence jsonb NOT NULL,
      PRIMARY KEY (monitor_id, timestamp)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE check_evidence`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Minutes whose samples somebody deleted are explained, as all minutes without a result are. */
export class DeletedHistory1763760660000 implements MigrationInterface {
  readonly name = 'DeletedHistory1763760660000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TYPE gap_reason ADD VALUE 'deleted'`);
  }

  /** A value of an enum cannot be taken back; without rows that use it, it does no harm. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM check_gaps WHERE reason = 'deleted'`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is published and held can be taken back: the event says how. */
export class PublicationUndo1763920042500 implements MigrationInterface {
  readonly name = 'PublicationUndo1763920042500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ADD COLUMN undo jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox DROP COLUMN undo`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who depends on whom. */
export class MonitorParents1763760600000 implements MigrationInterface {
  readonly name = 'MonitorParents1763760600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE monitor_parents (
      monitor_id int NOT NULL REFERENCES monitors ON DELETE CASCADE,
      parent_id int NOT NULL REFERENCES monitors ON DELETE CASCADE,
      CONSTRAINT monitor_parents_not_itself_check CHECK (monitor_id <> parent_id),
      PRIMARY KEY (monitor_id, parent_id)
    )`);
    await runner.query(`CREATE INDEX ON monitor_parents (parent_id)`);
    await runner.query(`CREATE TRIGGER audit_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON monitor_parents
      FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE monitor_parents`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What editors changed of pages and have not published. */
export class PageDrafts1763820120000 implements MigrationInterface {
  readonly name = 'PageDrafts1763820120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE page_drafts (
      page_id int PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
      content jsonb NOT NULL,
      base_version int NOT NULL,
      version int NOT NULL DEFAULT 1,
      author varchar(255) NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query(`CREATE TRIGGER audit_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON page_drafts
      FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE page_drafts`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages that are the front page of a host of their own. */
export class PageDomains1763820180000 implements MigrationInterface {
  readonly name = 'PageDomains1763820180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE pages ADD COLUMN custom_domain varchar(253)`);
    await runner.query(`CREATE UNIQUE INDEX pages_live_domain_key ON pages (custom_domain) WHERE deleted_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE pages DROP COLUMN custom_domain`);
  }
}

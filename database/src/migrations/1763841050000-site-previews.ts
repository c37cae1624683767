import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unsaved settings of the site, for the minutes in which their editor looks at what they would do. */
export class SitePreviews1763841050000 implements MigrationInterface {
  readonly name = 'SitePreviews1763841050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE site_previews (
      id uuid PRIMARY KEY,
      changes jsonb NOT NULL,
      author varchar(255) NOT NULL,
      expires_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query(`CREATE INDEX ix_site_previews_author ON site_previews (author, created_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE site_previews`);
  }
}

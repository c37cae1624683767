import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checksums of the words that earlier versions came with: subject, HTML and text, a line each between them. */
const CAME_WITH = `
  29e74d19a243ff063e54e9de08b403ed f3f58085a312ad8683047f5f5a4ec800 3c2d1036d6bcbe37ffcae96786080e2c bccc5afbabd4d802cbff8a1d1ffb746d
  578e3daf5f7618e0fa5cb92db7c8f7a4 c14a7c67e1d45f0295482538d3a879ce 7dccd4910558ecf6b030b6e14f045263 49e3dd2f27597a56205395d1d223f59b
  2cfd408e603e420f789c7e819072101f ebc0448191e7b5326254e705f8d666f5 fad7a3d54edefde90b19e3edb20edc03 6b07387caddde10c804dc43c6b9cad27
  77715c9b75c81252c3c4ba472d717664 55fb5d2b283bc162dfee3f0c81b3bd59 03d39fc323ce791a9fe63b83810b2e00`;

/** Words of messages by language; what nobody changed is not stored, and follows the dictionaries. */
export class TemplateLanguages1763920042400 implements MigrationInterface {
  readonly name = 'TemplateLanguages1763920042400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'migration', true)`);
    await runner.query(`ALTER TABLE general_email_templates
      ADD COLUMN locale varchar(16) NOT NULL DEFAULT '',
      DROP CONSTRAINT general_email_templates_pkey,
      ADD CONSTRAINT general_email_templates_pkey PRIMARY KEY (template_id, locale)`);
    await runner.query(
      `DELETE FROM general_email_templates
       WHERE md5(template_subject || E'\\n' || template_html_body || E'\\n' || template_text_body) = ANY ($1::text[])`,
      [CAME_WITH.trim().split(/\s+/)],
    );
  }

  /** An older version puts its words back when it starts. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SELECT set_config('app.actor', 'system', true), set_config('app.request', 'migration', true)`);
    await runner.query(
      `DELETE FROM general_email_templates WHERE locale <> '' OR template_id IN ('incident_update', 'maintenance_update', 'alert')`,
    );
    await runner.query(`ALTER TABLE general_email_templates
      DROP CONSTRAINT general_email_templates_pkey,
      DROP COLUMN locale,
      ADD CONSTRAINT general_email_templates_pkey PRIMARY KEY (template_id)`);
  }
}

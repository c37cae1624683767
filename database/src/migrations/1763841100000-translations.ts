import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows have texts of their own in several languages, by what those are called. */
const TRANSLATED = {
  page: 'pages',
  section: 'page_sections',
  monitor: 'monitors',
  incident: 'incidents',
  comment: 'incident_comments',
  maintenance: 'maintenances',
} as const;

const guard = (table: string): string =>
  `CREATE TRIGGER audit_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()`;

/** Own content in several languages, and the owner's words in the place of ours. Translations go with what they translate. */
export class Translations1763841100000 implements MigrationInterface {
  readonly name = 'Translations1763841100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE translations (
      object_type varchar(20) NOT NULL,
      object_id int NOT NULL,
      locale varchar(16) NOT NULL,
      field varchar(100) NOT NULL,
      text text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (object_type, object_id, locale, field)
    )`);
    await runner.query(`CREATE TABLE site_texts (
      locale varchar(16) PRIMARY KEY,
      texts jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    )`);
    await runner.query(guard('translations'));
    await runner.query(guard('site_texts'));
    await runner.query(`CREATE FUNCTION forget_translations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM translations WHERE object_type = TG_ARGV[0] AND object_id = OLD.id;
        RETURN NULL;
      END $$`);
    for (const [type, table] of Object.entries(TRANSLATED)) {
      await runner.query(
        `CREATE TRIGGER forget_translations AFTER DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION forget_translations('${type}')`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.values(TRANSLATED)) await runner.query(`DROP TRIGGER forget_translations ON ${table}`);
    await runner.query(`DROP FUNCTION forget_translations()`);
    await runner.query(`DROP TABLE site_texts`);
    await runner.query(`DROP TABLE translations`);
  }
}

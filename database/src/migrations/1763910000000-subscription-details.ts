import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscribers of every channel, in their own language and time zone; sections and incidents as scopes; choices that wait for their proof. */
export class SubscriptionDetails1763910000000 implements MigrationInterface {
  readonly name = 'SubscriptionDetails1763910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE subscriber_users
      ALTER COLUMN email DROP NOT NULL,
      ADD COLUMN locale varchar(16),
      ADD COLUMN time_zone varchar(64),
      ADD COLUMN quiet_from smallint,
      ADD COLUMN quiet_to smallint,
      ADD COLUMN pending_choices jsonb,
      ADD COLUMN link_hash bytea,
      ADD COLUMN link_expires_at timestamptz,
      ADD CONSTRAINT subscriber_users_quiet_check CHECK (
        num_nonnulls(quiet_from, quiet_to) IN (0, 2) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to)`);
    await runner.query(`ALTER TABLE subscriber_methods
      ADD COLUMN address text,
      ADD COLUMN address_hash bytea,
      ADD COLUMN secret text,
      ADD COLUMN failures int NOT NULL DEFAULT 0,
      ADD COLUMN paused_at timestamptz,
      ADD COLUMN pause_reason text`);
    await runner.query(`CREATE UNIQUE INDEX subscriber_methods_address_hash_key ON subscriber_methods (method_type, address_hash)`);
    await runner.query(`ALTER TABLE subscription_scopes DROP CONSTRAINT subscription_scopes_one_check`);
    await runner.query(`ALTER TABLE subscription_scopes
      ADD COLUMN section_id int REFERENCES page_sections ON DELETE CASCADE,
      ADD COLUMN incident_id int REFERENCES incidents ON DELETE CASCADE,
      ADD CONSTRAINT subscription_scopes_section_key UNIQUE (subscription_id, section_id),
      ADD CONSTRAINT subscription_scopes_incident_key UNIQUE (subscription_id, incident_id),
      ADD CONSTRAINT subscription_scopes_one_check CHECK (num_nonnulls(page_id, section_id, monitor_id, incident_id) = 1)`);
    await runner.query(`CREATE INDEX subscription_scopes_section_idx ON subscription_scopes (section_id)`);
    await runner.query(`CREATE INDEX subscription_scopes_incident_idx ON subscription_scopes (incident_id)`);
  }

  /** Subscribers without an address of mail go: an older version knows no other way. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM subscription_scopes WHERE num_nonnulls(section_id, incident_id) > 0`);
    await runner.query(`DELETE FROM subscriber_users WHERE email IS NULL`);
    await runner.query(`ALTER TABLE subscription_scopes
      DROP CONSTRAINT subscription_scopes_one_check, DROP COLUMN section_id, DROP COLUMN incident_id,
      ADD CONSTRAINT subscription_scopes_one_check CHECK (num_nonnulls(page_id, monitor_id) = 1)`);
    await runner.query(`ALTER TABLE subscriber_methods
      DROP COLUMN address, DROP COLUMN address_hash, DROP COLUMN secret, DROP COLUMN failures, DROP COLUMN paused_at,
      DROP COLUMN pause_reason`);
    await runner.query(`ALTER TABLE subscriber_users
      DROP CONSTRAINT subscriber_users_quiet_check, ALTER COLUMN email SET NOT NULL, DROP COLUMN locale, DROP COLUMN time_zone,
      DROP COLUMN quiet_from, DROP COLUMN quiet_to, DROP COLUMN pending_choices, DROP COLUMN link_hash, DROP COLUMN link_expires_at`);
  }
}

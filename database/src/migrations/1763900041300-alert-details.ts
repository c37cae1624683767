import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRIGGER_TYPES = ['teams', 'telegram', 'pagerduty', 'opsgenie', 'ntfy', 'mattermost', 'google_chat', 'pushover', 'twilio_sms'];

/** What alerts need to be looked at once, acknowledged, muted and told again; providers with a format of their own; announcements to triggers. */
export class AlertDetails1763900041300 implements MigrationInterface {
  readonly name = 'AlertDetails1763900041300';

  async up(runner: QueryRunner): Promise<void> {
    for (const type of TRIGGER_TYPES) await runner.query(`ALTER TYPE trigger_type ADD VALUE IF NOT EXISTS '${type}'`);
    await runner.query(`ALTER TABLE triggers
      ADD COLUMN announces_incidents boolean NOT NULL DEFAULT false,
      ADD COLUMN announces_maintenances boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE monitor_alerts_config
      ADD COLUMN muted_until timestamptz,
      ADD COLUMN reminder_minutes int,
      ADD CONSTRAINT monitor_alerts_config_reminder_check CHECK (reminder_minutes >= 1)`);
    await runner.query(`ALTER TABLE monitor_alerts
      ADD COLUMN acknowledged_at timestamptz,
      ADD COLUMN acknowledged_by varchar(255),
      ADD COLUMN reminders int NOT NULL DEFAULT 0,
      ADD COLUMN reminded_at timestamptz`);
    // One row a rule and monitor is written every minute, and nothing in an index changes with it.
    await runner.query(`CREATE TABLE monitor_alerts_progress (
      monitor_id int NOT NULL,
      config_id int NOT NULL,
      evaluated_until bigint NOT NULL,
      PRIMARY KEY (monitor_id, config_id),
      FOREIGN KEY (config_id, monitor_id) REFERENCES monitor_alerts_config_monitors ON DELETE CASCADE
    ) WITH (fillfactor = 50)`);
    await runner.query(`INSERT INTO monitor_alerts_progress (config_id, monitor_id, evaluated_until)
      SELECT l.monitor_alerts_id, l.monitor_id, CASE WHEN m.monitor_type = 'GROUP' THEN floor(extract(epoch FROM app_now()) / 60)::bigint * 60 - 60
        ELSE coalesce(s.timestamp, 0) END
      FROM monitor_alerts_config_monitors l JOIN monitors m ON m.id = l.monitor_id LEFT JOIN monitor_current_state s ON s.monitor_id = m.id`);
  }

  /** Kinds of triggers stay: an enum lets go of no value, and an older version writes none of them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE monitor_alerts_progress`);
    await runner.query(`ALTER TABLE monitor_alerts
      DROP COLUMN acknowledged_at, DROP COLUMN acknowledged_by, DROP COLUMN reminders, DROP COLUMN reminded_at`);
    await runner.query(`ALTER TABLE monitor_alerts_config
      DROP CONSTRAINT monitor_alerts_config_reminder_check, DROP COLUMN muted_until, DROP COLUMN reminder_minutes`);
    await runner.query(`ALTER TABLE triggers DROP COLUMN announces_incidents, DROP COLUMN announces_maintenances`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions end with the last thing they were about; imports of subscribers. */
export class SubscriptionCare1763920042000 implements MigrationInterface {
  readonly name = 'SubscriptionCare1763920042000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TYPE job_kind ADD VALUE IF NOT EXISTS 'import_subscribers'`);
    // Without scopes a subscription means everything: who chose one page must not get all the others when that page goes.
    await runner.query(`CREATE FUNCTION end_subscriptions_about_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM gone) THEN RETURN NULL; END IF;
        UPDATE user_subscriptions s SET status = 'INACTIVE', updated_at = app_now()
        WHERE s.status = 'ACTIVE' AND s.id IN (SELECT subscription_id FROM gone)
          AND NOT EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER end_subscriptions_about_nothing AFTER DELETE ON subscription_scopes
      REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION end_subscriptions_about_nothing()`);
  }

  /** The kind of job stays: an enum lets go of no value, and an older version writes none of them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER end_subscriptions_about_nothing ON subscription_scopes`);
    await runner.query(`DROP FUNCTION end_subscriptions_about_nothing()`);
  }
}

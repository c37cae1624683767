/** As of this release. `AUDITED_TABLES` is the living list; a migration keeps its own, since what is released never changes. */
const TABLES = `
  monitors group_members incidents incident_monitors incident_comments maintenances maintenance_monitors
  maintenances_events monitor_alerts_config monitor_alerts_config_monitors monitor_alerts_config_triggers triggers
  subscriber_users subscriber_methods user_subscriptions subscription_scopes general_email_templates pages page_sections
  pages_monitors site_settings images users roles permissions roles_permissions users_roles api_keys secrets
`;
/** Noting that a key was used is nobody's deed: everything else about a key is guarded. */
const KEY_COLUMNS = 'name, hashed_key, masked_key, status, kind, user_id, created_by_user_id, role_id, scopes, allowed_cidrs, expires_at';

const guard = (table: string, events: string, name = 'audit_guard'): string =>
  `CREATE TRIGGER ${name} BEFORE ${events} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()`;
const guards = (table: string): string[] =>
  table === 'api_keys'
    ? [guard(table, 'INSERT OR DELETE OR TRUNCATE'), guard(table, `UPDATE OF ${KEY_COLUMNS}`, 'audit_guard_update')]
    : [guard(table, 'INSERT OR UPDATE OR DELETE OR TRUNCATE')];

/** Nothing audited changes without an actor, and the log itself only grows. @see reliability SEC-75 */
export const GUARDS: readonly string[] = [
  `CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF coalesce(current_setting('app.actor', true), '') = '' OR coalesce(current_setting('app.request', true), '') = '' THEN
        RAISE EXCEPTION 'A change of % names no actor', TG_TABLE_NAME
          USING ERRCODE = 'CLA01', HINT = 'Set app.actor and app.request in this transaction: write through the unit of work.';
      END IF;
      RETURN NULL;
    END $$`,
  ...TABLES.trim().split(/\s+/).flatMap(guards),

  `CREATE FUNCTION audit_log_chain() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      last_id bigint;
      last_hash bytea;
    BEGIN
      -- One writer at a time until its transaction ends, or two rows would follow the same one.
      PERFORM pg_advisory_xact_lock(hashtext('audit_log'));
      SELECT id, hash INTO last_id, last_hash FROM (
        (SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1)
        UNION ALL (SELECT up_to_id, hash FROM audit_checkpoints ORDER BY up_to_id DESC LIMIT 1)
      ) newest ORDER BY id DESC LIMIT 1;
      NEW.id := coalesce(last_id, 0) + 1;
      NEW.prev_hash := coalesce(last_hash, ''::bytea);
      NEW.hash := sha256(NEW.prev_hash || convert_to(NEW.body::text, 'UTF8'));
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_chain()`,

  `CREATE FUNCTION audit_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.id <= (SELECT max(up_to_id) FROM audit_checkpoints) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'Row % of the audit log lies above the last checkpoint', OLD.id USING ERRCODE = 'CLA02';
      END IF;
      RAISE EXCEPTION 'The audit log only grows' USING ERRCODE = 'CLA02';
    END $$`,
  `CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_append_only()`,
  `CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_append_only()`,

  `CREATE FUNCTION audit_checkpoints_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Checkpoints of the audit log stay' USING ERRCODE = 'CLA02';
    END $$`,
  `CREATE TRIGGER audit_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION audit_checkpoints_append_only()`,

  `CREATE INDEX audit_log_entity_idx ON audit_log ((body->>'entityType'), (body->>'entityId'))`,
  `CREATE INDEX audit_log_at_idx ON audit_log ((body->>'at'))`,
];

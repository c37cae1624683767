export const AUDIT: readonly string[] = [
  `CREATE TABLE audit_checkpoints (
    up_to_id bigint PRIMARY KEY,
    hash bytea NOT NULL,
    signature bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT app_now()
  )`,
  `CREATE TABLE audit_log (
    id bigint PRIMARY KEY,
    body jsonb NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL
  )`,
];

export const SITE: readonly string[] = [
  `CREATE TABLE images (
    id varchar(32) PRIMARY KEY,
    data bytea NOT NULL,
    mime_type varchar(100) NOT NULL,
    original_name varchar(255),
    width int NOT NULL,
    height int NOT NULL,
    size int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE site_settings (
    key varchar(255) PRIMARY KEY,
    value jsonb NOT NULL,
    data_type varchar(20) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
];

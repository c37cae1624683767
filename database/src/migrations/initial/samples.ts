export const SAMPLES: readonly string[] = [
  // Wide columns first: PostgreSQL aligns each value, and a byte here is paid by each monitor's every minute.
  // No foreign key: its lock on the monitor's row would be one more write a minute; whoever deletes a monitor deletes its samples in batches.
  `CREATE TABLE monitoring_data (
    timestamp bigint NOT NULL,
    latency real NOT NULL DEFAULT 0,
    monitor_id int NOT NULL,
    vouched_seconds int NOT NULL,
    status "char" NOT NULL,
    raw_status "char",
    type "char" NOT NULL,
    error_message text,
    PRIMARY KEY (monitor_id, timestamp),
    CONSTRAINT monitoring_data_minute_check CHECK (timestamp % 60 = 0),
    CONSTRAINT monitoring_data_vouched_check CHECK (vouched_seconds >= 60 AND vouched_seconds % 60 = 0),
    CONSTRAINT monitoring_data_codes_check CHECK (status IN ('U', 'G', 'D', 'M', 'N') AND raw_status IN ('U', 'G', 'D', 'M', 'N') AND type IN ('R', 'T', 'E', 'M', 'D'))
  ) PARTITION BY RANGE (timestamp)`,
  `COMMENT ON COLUMN monitoring_data.status IS 'U=UP G=DEGRADED D=DOWN M=MAINTENANCE N=NO_DATA; status_word() spells it out'`,
  `COMMENT ON COLUMN monitoring_data.type IS 'R=REALTIME T=TIMEOUT E=ERROR M=MANUAL D=DEFAULT; sample_type_word() spells it out'`,

  `CREATE FUNCTION status_word(code "char") RETURNS status LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE code WHEN 'U' THEN 'UP' WHEN 'G' THEN 'DEGRADED' WHEN 'D' THEN 'DOWN' WHEN 'M' THEN 'MAINTENANCE' WHEN 'N' THEN 'NO_DATA' END::status
  $$`,
  `CREATE FUNCTION status_code(word status) RETURNS "char" LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE word WHEN 'UP' THEN 'U' WHEN 'DEGRADED' THEN 'G' WHEN 'DOWN' THEN 'D' WHEN 'MAINTENANCE' THEN 'M' WHEN 'NO_DATA' THEN 'N' END::"char"
  $$`,
  `CREATE FUNCTION sample_type_word(code "char") RETURNS sample_type LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE code WHEN 'R' THEN 'REALTIME' WHEN 'T' THEN 'TIMEOUT' WHEN 'E' THEN 'ERROR' WHEN 'M' THEN 'MANUAL' WHEN 'D' THEN 'DEFAULT' END::sample_type
  $$`,

  // The open span of a monitor ends, for now, where its newest sample stops vouching.
  `CREATE VIEW timeline_spans AS
    SELECT s.monitor_id, s.from_ts, coalesce(s.to_ts, greatest(c.vouched_until, s.from_ts)) AS to_ts, s.status
    FROM status_spans s LEFT JOIN monitor_current_state c ON c.monitor_id = s.monitor_id`,

  // One partition a month, bounds at midnight UTC. Attaching takes a weaker lock than PARTITION OF would: writers go on.
  `CREATE FUNCTION ensure_sample_partitions(from_ts bigint, months int) RETURNS int LANGUAGE plpgsql AS $$
    DECLARE
      made int := 0;
      first timestamp := date_trunc('month', to_timestamp(from_ts) AT TIME ZONE 'UTC');
      month timestamp;
      name text;
    BEGIN
      FOR month IN SELECT first + make_interval(months => i) FROM generate_series(0, months - 1) i LOOP
        name := 'monitoring_data_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass(name) IS NOT NULL;
        -- The lock that attaching needs anyway: one maker at a time, writers go on. Taking it also shows what others made meanwhile.
        LOCK TABLE monitoring_data IN SHARE UPDATE EXCLUSIVE MODE;
        CONTINUE WHEN to_regclass(name) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE monitoring_data INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        EXECUTE format('ALTER TABLE monitoring_data ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name,
          extract(epoch FROM month AT TIME ZONE 'UTC')::bigint, extract(epoch FROM (month + interval '1 month') AT TIME ZONE 'UTC')::bigint);
        made := made + 1;
      END LOOP;
      RETURN made;
    END $$`,
  // Ninety days of history may be written by hand or imported on the first day; the daily job keeps the months ahead.
  `SELECT ensure_sample_partitions(extract(epoch FROM app_now() - interval '3 months')::bigint, 6)`,
];

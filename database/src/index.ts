export { AUDITED_TABLES, type AuditedTable } from './audit/audited-tables.js';
export { POOLS, createDataSource, type DataSourceSettings, type PoolOptions } from './data-source.js';
export * from './embedded/index.js';
export { ENTITIES } from './entities.js';
export { TooOldError, hasPendingMigrations, migrate, type MigrateSettings } from './migrate.js';
export {
  SAMPLE_TYPE_CODES,
  STATUS_CODES,
  sampleTypeWord,
  statusWord,
  type SampleTypeCode,
  type StatusCode,
  type StoredSampleType,
} from './monitors/sample-codes.js';
export {
  dropSamplePartitions,
  ensureSamplePartitions,
  listSamplePartitions,
  packSamplePartitions,
  type SamplePartition,
} from './monitors/sample-partitions.js';
export { SnakeCaseNaming } from './platform/naming-strategy.js';
export { SQLSTATE, sqlStateOf } from './postgres-error.js';
export { seed, type SeedSettings, type Seeded } from './seeds/seed.js';

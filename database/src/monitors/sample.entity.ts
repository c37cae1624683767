import type { Status } from '@clarion/contract';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { SAMPLE_TYPE_CODES, STATUS_CODES, sampleTypeWord, statusWord, type StoredSampleType } from './sample-codes.js';

const status: ValueTransformer = {
  to: (word: Status | null | undefined) => (word ? STATUS_CODES[word] : word),
  from: (code: string | null) => (code === null ? null : statusWord(code)),
};
const sampleType: ValueTransformer = {
  to: (word: StoredSampleType | undefined) => (word ? SAMPLE_TYPE_CODES[word] : word),
  from: (code: string) => sampleTypeWord(code),
};

/**
 * A monitor's minute, after grace. Partitioned by month on `timestamp`, columns wide to narrow (≤ 90 bytes a row with the index);
 * both are beyond TypeORM's reach, so the table is made by a migration and drift checks leave it alone.
 * @see architecture §4, data-model §3
 */
@Entity('monitoring_data', { synchronize: false })
export class SampleEntity {
  /** Start of the minute, Unix seconds. */
  @PrimaryColumn('bigint')
  timestamp: number;

  /** Milliseconds; 0 = not measured. */
  @Column('real', { default: 0 })
  latency: number;

  @PrimaryColumn('int')
  monitorId: number;

  /** How long the sample speaks for its monitor: next due instant − timestamp, whole minutes, ≥ 60 (no cron: 60). */
  @Column('int')
  vouchedSeconds: number;

  /** After grace, before overlays. */
  @Column('char', { transformer: status })
  status: Status;

  /** What the check itself saw; null on MANUAL and DEFAULT samples. */
  @Column('char', { nullable: true, transformer: status })
  rawStatus: Status | null;

  @Column('char', { transformer: sampleType })
  type: StoredSampleType;

  @Column('text', { nullable: true })
  errorMessage: string | null;
}

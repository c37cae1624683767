import { STATUSES, type Status } from '@clarion/contract';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** What a check that did not find its target UP saw; secrets are blotted out before it is kept. */
export interface CheckEvidence {
  /** Why the verdict is what it is, in plain words. */
  explanation: string;
  /** The address that was dialled; null = it came to none, or there were several. */
  address: string | null;
  /** Milliseconds; null = the step did not happen. */
  timings: { dnsMs: number | null; connectMs: number | null; tlsMs: number | null; firstByteMs: number | null; totalMs: number } | null;
  http: { statusCode: number; headers: { name: string; value: string }[]; bodyExcerpt: string } | null;
}

/** A failing check's evidence. Not every failing minute has some: a long failure is told every quarter of an hour. */
@Entity('check_evidence')
export class CheckEvidenceEntity {
  @PrimaryColumn('int')
  monitorId: number;

  /** Minute of the check, Unix seconds. */
  @PrimaryColumn('bigint')
  timestamp: number;

  /** What the check itself saw, before grace. */
  @Column('enum', { enum: STATUSES, enumName: 'status' })
  status: Status;

  /** The check's own words, without notes of the grace period. */
  @Column('text', { nullable: true })
  errorMessage: string | null;

  @Column('jsonb')
  evidence: CheckEvidence;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}

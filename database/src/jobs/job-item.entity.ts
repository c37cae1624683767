import { JOB_ITEM_STATES, type JobItemState, type JobSetting } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from './job.entity.js';

/** One thing of a job. What is done to it and its state are committed together, so nothing is done twice. */
@Entity('job_items')
@Index('job_items_pending_idx', ['jobId', 'position'], { where: `state = 'PENDING'` })
@Index('job_items_failed_idx', ['jobId', 'position'], { where: `state = 'FAILED'` })
export class JobItemEntity {
  @PrimaryColumn('int')
  jobId: number;

  /** From 1; of an import, the place among the rows that were sent. */
  @PrimaryColumn('int')
  position: number;

  /** null = an import, or a tag that nobody has. A monitor may be gone by now. */
  @Column('int', { nullable: true })
  monitorId: number | null;

  @Column('varchar', { length: 255 })
  tag: string;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('enum', { enum: JOB_ITEM_STATES, enumName: 'job_item_state', default: 'PENDING' })
  state: JobItemState;

  /** What differs from item to item: an encrypted row of an import, a setting to give back. Emptied when the item is settled. */
  @Column('jsonb', { nullable: true })
  input: unknown;

  /** The setting it had before. */
  @Column('jsonb', { nullable: true })
  former: JobSetting | null;

  /** Why it failed, in words. */
  @Column('text', { nullable: true })
  error: string | null;

  /** How often it ended for reasons that are nobody's but ours. */
  @Column('smallint', { default: 0 })
  attempts: number;

  @ManyToOne(() => JobEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id' })
  job: Relation<JobEntity>;
}

import { JOB_KINDS, JOB_STATES, type JobKind, type JobState, type ManualStatus } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation, Unique } from 'typeorm';

/** Who may ask for a job. */
export const JOB_ASKER_KINDS = ['user', 'api_key'] as const;
export type JobAskerKind = (typeof JOB_ASKER_KINDS)[number];

/** What the items of a job have in common; members depend on the kind, under their wire names. */
export interface JobValues {
  /** `interval` */
  cron?: string | null;
  /** `add_to_page`, as the API writes it */
  page_path?: string;
  /** `import`: monitors whose tag is there already are changed. */
  update_existing?: boolean;
  /** `delete_data`, Unix seconds; absent = no bound */
  start_ts?: number;
  end_ts?: number;
  sample_status?: ManualStatus;
}

/** Something that is done to many things, one item after the other, by whichever worker holds the lease. */
@Entity('jobs')
@Unique(['undoOf'])
@Index(['askerKind', 'askerId', 'id'])
@Index('jobs_open_idx', ['id'], { where: `state IN ('QUEUED', 'RUNNING')` })
@Index(['finishedAt'])
export class JobEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('enum', { enum: JOB_KINDS, enumName: 'job_kind' })
  kind: JobKind;

  @Column('enum', { enum: JOB_STATES, enumName: 'job_state', default: 'QUEUED' })
  state: JobState;

  @Column('jsonb', { default: {} })
  input: JobValues;

  /** Items. */
  @Column('int')
  total: number;

  /** Items that are settled, whatever became of them. */
  @Column('int', { default: 0 })
  done: number;

  @Column('int', { default: 0 })
  changed: number;

  @Column('int', { default: 0 })
  failed: number;

  /** Why it could not go on, in words. */
  @Column('text', { nullable: true })
  error: string | null;

  @Column('enum', { enum: JOB_ASKER_KINDS, enumName: 'job_asker_kind' })
  askerKind: JobAskerKind;

  /** Of a user or an API key, which may be gone by now. */
  @Column('int')
  askerId: number;

  /** What people read: an e-mail address, a key's name. */
  @Column('varchar', { length: 255 })
  askerName: string;

  /** The job this one takes back; a job is taken back once. */
  @Column('int', { nullable: true })
  undoOf: number | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  /** How often a worker has taken it up. */
  @Column('int', { default: 0 })
  runs: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;

  @ManyToOne(() => JobEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'undo_of' })
  undone: Relation<JobEntity> | null;
}

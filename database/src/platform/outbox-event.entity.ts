import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** `held` waits for its undo time, `enqueued` is with the queue, `parked` waits for a person after a restore. @see reliability OBX-01..04 */
export const OUTBOX_STATES = ['held', 'pending', 'enqueued', 'done', 'dead', 'parked', 'cancelled'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** A fact that was committed and must be told, at least once. */
@Entity('outbox')
@Unique(['dedupeKey'])
@Index('outbox_open_idx', ['nextAt'], { where: `state IN ('held', 'pending', 'enqueued')` })
@Index('outbox_order_idx', ['aggregateId', 'id'], { where: `state IN ('held', 'pending', 'enqueued')` })
@Index(['createdAt'])
export class OutboxEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** The fact's identity; telling it twice is impossible, not unlikely. */
  @Column('varchar', { length: 255 })
  dedupeKey: string;

  @Column('varchar', { length: 100 })
  topic: string;

  /** What the fact is about, e.g. `monitor:12`; order is kept within it. */
  @Column('varchar', { length: 100 })
  aggregateId: string;

  /** Ids, instants, a version number. */
  @Column('jsonb')
  payload: Record<string, unknown>;

  @Column('enum', { enum: OUTBOX_STATES, enumName: 'outbox_state', default: 'pending' })
  state: OutboxState;

  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { default: () => 'app_now()' })
  nextAt: Date;

  @Column('timestamptz', { nullable: true })
  holdUntil: Date | null;

  /** Where a fan-out in pages goes on. */
  @Column('jsonb', { nullable: true })
  cursor: Record<string, unknown> | null;

  /** How what it tells is taken back while it is held: ids, and columns as they were. */
  @Column('jsonb', { nullable: true })
  undo: Record<string, unknown> | null;

  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  doneAt: Date | null;
}

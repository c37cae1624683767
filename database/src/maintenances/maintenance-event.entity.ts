import { EVENT_STATUSES, type EventStatus } from '@clarion/contract';
import {
  Check,
  Column,
  DeleteDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import { MaintenanceEntity } from './maintenance.entity.js';

/** One occurrence, an overlay `[startDateTime, endDateTime)` in Unix seconds. Deleted = CANCELLED and `deletedAt`, never made again. */
@Entity('maintenances_events')
@Unique(['maintenanceId', 'occurrenceStart'])
@Index(['status'])
@Index(['startDateTime'])
@Index(['endDateTime'])
@Check('maintenances_events_forward_check', 'end_date_time > start_date_time')
export class MaintenanceEventEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  maintenanceId: number;

  /** The instant the rule gave, immutable: an edited window is still the same occurrence. */
  @Column('bigint')
  occurrenceStart: number;

  @Column('bigint')
  startDateTime: number;

  @Column('bigint')
  endDateTime: number;

  @Column('enum', { enum: EVENT_STATUSES, enumName: 'event_status', default: 'SCHEDULED' })
  status: EventStatus;

  /** When it was cancelled, Unix seconds; one cancelled under way keeps the window it had until then. */
  @Column('bigint', { nullable: true })
  cancelledAt: number | null;

  @DeleteDateColumn({ type: 'timestamptz', nullable: true })
  deletedAt: Date | null;

  @ManyToOne(() => MaintenanceEntity, 'events', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'maintenance_id' })
  maintenance: Relation<MaintenanceEntity>;
}

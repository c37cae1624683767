import { INCIDENT_SOURCES, INCIDENT_STATES, type IncidentSource, type IncidentState } from '@clarion/contract';
import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  VersionColumn,
  type Relation,
} from 'typeorm';
import { ApiKeyEntity } from '../identity/api-key.entity.js';
import { UserEntity } from '../identity/user.entity.js';
import { RowTimes } from '../platform/row-times.js';
import type { IncidentCommentEntity } from './incident-comment.entity.js';
import type { IncidentMonitorEntity } from './incident-monitor.entity.js';

/** OPEN overrides and is shown, whatever its state; CLOSED is terminal. */
export const INCIDENT_STATUSES = ['OPEN', 'CLOSED'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** Something went wrong, told in comments; an overlay `[startDateTime, endDateTime)` on its monitors. @see data-model §5 */
@Entity('incidents')
@Index(['startDateTime'])
@Check('incidents_forward_check', 'end_date_time >= start_date_time')
export class IncidentEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  title: string;

  /** Unix seconds. */
  @Column('bigint')
  startDateTime: number;

  /** Unix seconds; null = not over. Set on resolve, cleared on reopen. */
  @Column('bigint', { nullable: true })
  endDateTime: number | null;

  @Column('enum', { enum: INCIDENT_STATUSES, enumName: 'incident_status', default: 'OPEN' })
  status: IncidentStatus;

  @Column('enum', { enum: INCIDENT_STATES, enumName: 'incident_state', default: 'INVESTIGATING' })
  state: IncidentState;

  /** `INCIDENT`; nothing else is made. */
  @Column('varchar', { length: 20, default: 'INCIDENT' })
  incidentType: string;

  /** ALERT = made by an alert; such incidents override no status. @see status-engine §1 */
  @Column('enum', { enum: INCIDENT_SOURCES, enumName: 'incident_source', default: 'DASHBOARD' })
  incidentSource: IncidentSource;

  /** Shown on every page, not only on those with one of its monitors. */
  @Column('boolean', { default: true })
  isGlobal: boolean;

  /** The responders' promise, Unix seconds; null = none. */
  @Column('bigint', { nullable: true })
  nextUpdateAt: number | null;

  /** Post-incident report, Markdown. */
  @Column('text', { nullable: true })
  report: string | null;

  /** Unix seconds; null = readers do not see the report. */
  @Column('bigint', { nullable: true })
  reportPublishedAt: number | null;

  @Column('int', { nullable: true })
  createdByUserId: number | null;

  @Column('int', { nullable: true })
  createdByApiKeyId: number | null;

  @VersionColumn({ default: 1 })
  version: number;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_by_user_id' })
  createdByUser: Relation<UserEntity> | null;

  @ManyToOne(() => ApiKeyEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'created_by_api_key_id' })
  createdByApiKey: Relation<ApiKeyEntity> | null;

  @OneToMany('IncidentMonitorEntity', 'incident')
  monitors: Relation<IncidentMonitorEntity>[];

  @OneToMany('IncidentCommentEntity', 'incident')
  comments: Relation<IncidentCommentEntity>[];
}

import { COMMENT_STATUSES, INCIDENT_STATES, type CommentStatus, type IncidentState } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { ApiKeyEntity } from '../identity/api-key.entity.js';
import { UserEntity } from '../identity/user.entity.js';
import { RowTimes } from '../platform/row-times.js';
import { IncidentEntity } from './incident.entity.js';

/** One entry of an incident; readers see "update". The newest ACTIVE one decides the incident's state. @see incidents-maintenances §A3 */
@Entity('incident_comments')
@Index(['incidentId', 'commentedAt'])
export class IncidentCommentEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  incidentId: number;

  /** Markdown. */
  @Column('text')
  comment: string;

  /** Unix seconds, floored to the minute; may lie in the past. */
  @Column('bigint')
  commentedAt: number;

  @Column('enum', { enum: INCIDENT_STATES, enumName: 'incident_state' })
  state: IncidentState;

  @Column('enum', { enum: COMMENT_STATUSES, enumName: 'comment_status', default: 'ACTIVE' })
  status: CommentStatus;

  @Column('int', { nullable: true })
  authorUserId: number | null;

  @Column('int', { nullable: true })
  authorApiKeyId: number | null;

  @ManyToOne(() => IncidentEntity, 'comments', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'incident_id' })
  incident: Relation<IncidentEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'author_user_id' })
  authorUser: Relation<UserEntity> | null;

  @ManyToOne(() => ApiKeyEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'author_api_key_id' })
  authorApiKey: Relation<ApiKeyEntity> | null;
}

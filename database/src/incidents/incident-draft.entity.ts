import { INCIDENT_STATES, type Impact, type IncidentState } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, VersionColumn, type Relation } from 'typeorm';
import { ApiKeyEntity } from '../identity/api-key.entity.js';
import { UserEntity } from '../identity/user.entity.js';
import { RowTimes } from '../platform/row-times.js';

/** A monitor that is meant, by its tag: what is not published yet may outlive it. */
export interface MeantMonitor {
  tag: string;
  impact: Impact;
}

/** An incident that is being written, or waits for its hour. No part of any answer about incidents. */
@Entity('incident_drafts')
@Index('incident_drafts_due_idx', ['publishAt'], { where: 'publish_at IS NOT NULL' })
export class IncidentDraftEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  /** Empty while it is being written. */
  @Column('varchar', { length: 255 })
  title: string;

  /** Unix seconds; null = when it is published. */
  @Column('bigint', { nullable: true })
  startDateTime: number | null;

  @Column('boolean', { default: true })
  isGlobal: boolean;

  @Column('jsonb', { default: [] })
  monitors: MeantMonitor[];

  /** Markdown of the first update; empty = none. */
  @Column('text', { default: '' })
  comment: string;

  @Column('enum', { enum: INCIDENT_STATES, enumName: 'incident_state', default: 'INVESTIGATING' })
  state: IncidentState;

  /** Unix seconds; null = no promise. */
  @Column('bigint', { nullable: true })
  nextUpdateAt: number | null;

  /** Nobody is told of the first update. */
  @Column('boolean', { default: false })
  isQuiet: boolean;

  /** Unix seconds; null = when somebody says so. */
  @Column('bigint', { nullable: true })
  publishAt: number | null;

  /** Why it could not be published at its hour. */
  @Column('text', { nullable: true })
  publishError: string | null;

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
}

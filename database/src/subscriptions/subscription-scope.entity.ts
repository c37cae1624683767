import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import type { IncidentEntity } from '../incidents/incident.entity.js';
import type { PageEntity } from '../pages/page.entity.js';
import type { PageSectionEntity } from '../pages/page-section.entity.js';
import { SubscriptionEntity } from './subscription.entity.js';

/** Narrows a subscription to one page, section, monitor or incident. */
@Entity('subscription_scopes')
@Unique(['subscriptionId', 'pageId'])
@Unique(['subscriptionId', 'monitorId'])
@Unique('subscription_scopes_section_key', ['subscriptionId', 'sectionId'])
@Unique('subscription_scopes_incident_key', ['subscriptionId', 'incidentId'])
@Check('subscription_scopes_one_check', 'num_nonnulls(page_id, section_id, monitor_id, incident_id) = 1')
@Index(['pageId'])
@Index(['monitorId'])
@Index('subscription_scopes_section_idx', ['sectionId'])
@Index('subscription_scopes_incident_idx', ['incidentId'])
export class SubscriptionScopeEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  subscriptionId: number;

  @Column('int', { nullable: true })
  pageId: number | null;

  @Column('int', { nullable: true })
  sectionId: number | null;

  @Column('int', { nullable: true })
  monitorId: number | null;

  @Column('int', { nullable: true })
  incidentId: number | null;

  @ManyToOne(() => SubscriptionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscription_id' })
  subscription: Relation<SubscriptionEntity>;

  @ManyToOne('PageEntity', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity> | null;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity> | null;

  @ManyToOne('PageSectionEntity', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'section_id' })
  section: Relation<PageSectionEntity> | null;

  @ManyToOne('IncidentEntity', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'incident_id' })
  incident: Relation<IncidentEntity> | null;
}

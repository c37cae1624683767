import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import type { PageEntity } from '../pages/page.entity.js';
import { SubscriptionEntity } from './subscription.entity.js';

/** Narrows a subscription to one page or one monitor. */
@Entity('subscription_scopes')
@Unique(['subscriptionId', 'pageId'])
@Unique(['subscriptionId', 'monitorId'])
@Check('subscription_scopes_one_check', 'num_nonnulls(page_id, monitor_id) = 1')
@Index(['pageId'])
@Index(['monitorId'])
export class SubscriptionScopeEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('int')
  subscriptionId: number;

  @Column('int', { nullable: true })
  pageId: number | null;

  @Column('int', { nullable: true })
  monitorId: number | null;

  @ManyToOne(() => SubscriptionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subscription_id' })
  subscription: Relation<SubscriptionEntity>;

  @ManyToOne('PageEntity', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'page_id' })
  page: Relation<PageEntity> | null;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity> | null;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** One monitor's share in a GROUP's folded timeline; the weights of a group sum to 1. @see monitors §6.8 */
@Entity('group_members')
@Check('group_members_weight_check', 'weight BETWEEN 0 AND 1')
@Check('group_members_not_itself_check', 'group_id <> monitor_id')
@Index(['monitorId'])
export class GroupMemberEntity {
  @PrimaryColumn('int')
  groupId: number;

  @PrimaryColumn('int')
  monitorId: number;

  @Column('double precision')
  weight: number;

  @Column('int', { default: 0 })
  position: number;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id' })
  group: Relation<MonitorEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}

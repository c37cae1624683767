import { Check, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from './monitor.entity.js';

/** One monitor depends on another: while the parent is DOWN, new alerts of the child are held back. The links never form a circle. */
@Entity('monitor_parents')
@Check('monitor_parents_not_itself_check', 'monitor_id <> parent_id')
@Index(['parentId'])
export class MonitorParentEntity {
  @PrimaryColumn('int')
  monitorId: number;

  @PrimaryColumn('int')
  parentId: number;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'parent_id' })
  parent: Relation<MonitorEntity>;
}

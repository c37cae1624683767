import { IMPACTS, type Impact } from '@clarion/contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MonitorEntity } from '../monitors/monitor.entity.js';
import { IncidentCommentEntity } from './incident-comment.entity.js';

/** What an incident does to a monitor from the time of an update on. */
@Entity('incident_comment_monitors')
@Index(['monitorId'])
export class IncidentCommentMonitorEntity {
  @PrimaryColumn('int')
  commentId: number;

  @PrimaryColumn('int')
  monitorId: number;

  @Column('enum', { enum: IMPACTS, enumName: 'impact' })
  monitorImpact: Impact;

  @ManyToOne(() => IncidentCommentEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'comment_id' })
  comment: Relation<IncidentCommentEntity>;

  @ManyToOne(() => MonitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_id' })
  monitor: Relation<MonitorEntity>;
}

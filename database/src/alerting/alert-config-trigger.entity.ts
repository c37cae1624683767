import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AlertConfigEntity } from './alert-config.entity.js';
import { TriggerEntity } from './trigger.entity.js';

/** A trigger that an alert config fires. */
@Entity('monitor_alerts_config_triggers')
@Index(['triggerId'])
export class AlertConfigTriggerEntity {
  @PrimaryColumn('int', { name: 'monitor_alerts_id' })
  configId: number;

  @PrimaryColumn('int')
  triggerId: number;

  @ManyToOne(() => AlertConfigEntity, 'triggers', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'monitor_alerts_id' })
  config: Relation<AlertConfigEntity>;

  @ManyToOne(() => TriggerEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'trigger_id' })
  trigger: Relation<TriggerEntity>;
}

import { LIFECYCLES, TRIGGER_TYPES, type Lifecycle, type TriggerType } from '@clarion/contract';
import { Column, Entity, PrimaryGeneratedColumn, Unique, VersionColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** Where operators are told. @see alerting §B */
@Entity('triggers')
@Unique(['name'])
export class TriggerEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('enum', { enum: TRIGGER_TYPES, enumName: 'trigger_type' })
  triggerType: TriggerType;

  @Column('text', { nullable: true })
  triggerDesc: string | null;

  @Column('enum', { enum: LIFECYCLES, enumName: 'lifecycle', default: 'ACTIVE' })
  triggerStatus: Lifecycle;

  /** Keys of alerting §B2; the URL, header values and keys of providers encrypted. */
  @Column('jsonb', { default: {} })
  triggerMeta: Record<string, unknown>;

  /** Updates of incidents go there too. */
  @Column('boolean', { default: false })
  announcesIncidents: boolean;

  /** Stages of maintenances go there too. */
  @Column('boolean', { default: false })
  announcesMaintenances: boolean;

  @VersionColumn({ default: 1 })
  version: number;
}

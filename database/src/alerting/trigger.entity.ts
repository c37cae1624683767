import { LIFECYCLES, TRIGGER_TYPES, type Lifecycle, type TriggerType } from '@clarion/contract';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique, VersionColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';

/** Where operators are told. @see alerting §B */
@Entity('triggers')
@Unique(['name'])
@Check(
  'triggers_quiet_check',
  'num_nonnulls(quiet_from, quiet_to, quiet_zone) IN (0, 3) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to',
)
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

  /** Minute of the day, in `quietZone`, from which warnings wait; null = they never do. */
  @Column('smallint', { nullable: true })
  quietFrom: number | null;

  /** Minute of the day at which they are told. */
  @Column('smallint', { nullable: true })
  quietTo: number | null;

  @Column('varchar', { length: 64, nullable: true })
  quietZone: string | null;

  @VersionColumn({ default: 1 })
  version: number;
}

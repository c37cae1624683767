import { INCIDENT_STATES, type IncidentState } from '@clarion/contract';
import { Column, Entity, PrimaryGeneratedColumn, Unique, VersionColumn } from 'typeorm';
import { RowTimes } from '../platform/row-times.js';
import type { MeantMonitor } from './incident-draft.entity.js';

/** The usual words for an incident, with variables such as `{{monitors}}` that are replaced when it is used. */
@Entity('incident_templates')
@Unique('incident_templates_name_key', ['name'])
export class IncidentTemplateEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('varchar', { length: 255 })
  title: string;

  /** Markdown. */
  @Column('text', { default: '' })
  comment: string;

  @Column('enum', { enum: INCIDENT_STATES, enumName: 'incident_state', default: 'INVESTIGATING' })
  state: IncidentState;

  @Column('jsonb', { default: [] })
  monitors: MeantMonitor[];

  @Column('boolean', { default: true })
  isGlobal: boolean;

  @VersionColumn({ default: 1 })
  version: number;
}

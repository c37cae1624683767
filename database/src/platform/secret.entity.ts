import { Column, Entity, PrimaryGeneratedColumn, Unique, VersionColumn } from 'typeorm';
import { RowTimes } from './row-times.js';

/** A stored secret, usable as `$NAME` in monitors and triggers. @see reliability SEC-46, SEC-71 */
@Entity('secrets')
@Unique(['name'])
export class SecretEntity extends RowTimes {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('varchar', { length: 255 })
  name: string;

  /** `v1.kid.nonce.ct.tag`, bound to this row. */
  @Column('text')
  value: string;

  /** Origins it may be sent to; null = any. */
  @Column('jsonb', { nullable: true })
  origins: string[] | null;

  /** What it is for, for people. */
  @Column('text', { nullable: true })
  description: string | null;

  /** Grows with every change; the ETag of `If-Match`. */
  @VersionColumn({ default: 1 })
  version: number;
}

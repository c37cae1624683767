import { Check, Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** The one row that says what this database is. */
@Entity('instance')
@Check('instance_one_row_check', 'id = 1')
export class InstanceEntity {
  @PrimaryColumn('int', { default: 1 })
  id: number;

  /** Made once; tells two installations apart. */
  @Column('uuid')
  @Generated('uuid')
  installationId: string;

  /** Part of every ETag; a restore adds one. @see reliability OPS-03 */
  @Column('int', { default: 1 })
  epoch: number;

  /** An application older than this refuses to start. @see reliability OPS-11 */
  @Column('varchar', { length: 50, default: '0.0.0' })
  minimumAppVersion: string;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;
}

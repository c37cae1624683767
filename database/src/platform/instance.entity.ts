import { Check, Column, Entity, Generated, PrimaryColumn } from 'typeorm';

/** The one row that says what this database is. */
@Entity('instance')
@Check('instance_one_row_check', 'id = 1')
@Check('instance_push_keys_check', 'num_nonnulls(push_public_key, push_private_key) IN (0, 2)')
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

  /** Point on P-256 by which push services know us, base64url; null = not asked for yet. */
  @Column('varchar', { length: 100, nullable: true })
  pushPublicKey: string | null;

  /** Its other half, sealed. */
  @Column('text', { nullable: true })
  pushPrivateKey: string | null;

  @Column('timestamptz', { default: () => 'app_now()' })
  createdAt: Date;
}

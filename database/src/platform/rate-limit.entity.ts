import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A counter of one key in one window. The table is unlogged: after a crash everybody starts at zero. @see reliability SEC-66 */
@Entity('rate_limits')
@Index(['windowEndsAt'])
export class RateLimitEntity {
  @PrimaryColumn('varchar', { length: 255 })
  key: string;

  @Column('int', { default: 0 })
  count: number;

  @Column('timestamptz')
  windowEndsAt: Date;
}

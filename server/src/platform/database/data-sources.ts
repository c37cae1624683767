import { type DataSource } from 'typeorm';

/** Pools are apart so that a busy worker never keeps a reader waiting. @see reliability REL-34 */
export const POOLS = ['web', 'worker', 'heartbeat'] as const;
export type PoolName = (typeof POOLS)[number];

/** The data sources of this process by pool. */
export class DataSources {
  constructor(private readonly byName: Readonly<Record<PoolName, DataSource>>) {}

  get(pool: PoolName): DataSource {
    return this.byName[pool];
  }
}

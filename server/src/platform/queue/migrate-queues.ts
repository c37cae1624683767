import { runMigrations } from 'bullmq';
import { type DataSource } from 'typeorm';
import { QUEUE_SCHEMA } from './backend.js';

/**
 * Makes or updates the queue's own tables; part of our migration step, under its lock. Done with Redis as well: whoever leaves Redis
 * later finds them. @see reliability BMQ-05
 */
export async function migrateQueues(db: DataSource): Promise<void> {
  const runner = db.createQueryRunner();
  try {
    await runMigrations((await runner.connect()) as Parameters<typeof runMigrations>[0], QUEUE_SCHEMA);
  } finally {
    await runner.release();
  }
}

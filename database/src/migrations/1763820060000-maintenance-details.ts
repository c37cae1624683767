import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An event remembers when it was cancelled: whether it had begun decides what history shows of it. */
export class MaintenanceDetails1763820060000 implements MigrationInterface {
  readonly name = 'MaintenanceDetails1763820060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE maintenances_events ADD cancelled_at bigint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE maintenances_events DROP cancelled_at`);
  }
}

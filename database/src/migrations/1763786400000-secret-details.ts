import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored secrets say what they are for, and have a version to be changed from. */
export class SecretDetails1763786400000 implements MigrationInterface {
  readonly name = 'SecretDetails1763786400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE secrets ADD description text, ADD version int NOT NULL DEFAULT 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE secrets DROP description, DROP version`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ALERTING } from './initial/alerting.js';
import { AUDIT } from './initial/audit.js';
import { CLOCK } from './initial/clock.js';
import { GUARDS } from './initial/guards.js';
import { IDENTITY } from './initial/identity.js';
import { INCIDENTS } from './initial/incidents.js';
import { MAINTENANCES } from './initial/maintenances.js';
import { MONITORS } from './initial/monitors.js';
import { PAGES } from './initial/pages.js';
import { PLATFORM } from './initial/platform.js';
import { SAMPLES } from './initial/samples.js';
import { SITE } from './initial/site.js';
import { SUBSCRIPTIONS } from './initial/subscriptions.js';
import { TEMPLATES } from './initial/templates.js';
import { TYPES } from './initial/types.js';

/** Everything the first release stores, floor by floor. */
export class Initial1763700000000 implements MigrationInterface {
  readonly name = 'Initial1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    const floors = [
      CLOCK,
      TYPES,
      PLATFORM,
      AUDIT,
      IDENTITY,
      SITE,
      TEMPLATES,
      MONITORS,
      SAMPLES,
      INCIDENTS,
      MAINTENANCES,
      ALERTING,
      PAGES,
      SUBSCRIPTIONS,
      GUARDS,
    ];
    for (const statement of floors.flat()) await runner.query(statement);
  }

  /** There is nothing before the first release to go back to. */
  async down(): Promise<void> {
    throw new Error('The first migration cannot be reverted; drop the database instead');
  }
}

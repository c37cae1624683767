import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** `migrate`: what a start does with the database, and nothing more. */
export async function migrateDatabase(context: CommandContext, output: Output): Promise<void> {
  const { close } = await openApp(context);
  await close();
  output.err('The database is at this release.');
}

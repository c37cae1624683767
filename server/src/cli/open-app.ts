import path from 'node:path';
import { startEmbedded } from '@clarion/database';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { createApp } from '../platform/app/create-app.js';
import type { Config, Role } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import { secretKeyOf } from '../platform/secrets/secret-key-file.js';
import { CommandError } from './command-error.js';

/** Nothing answers there: for commands that need the application but not its data. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';
const NO_KEY = 'x'.repeat(32);

export interface OpenApp {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** What the root of the command line knows. */
export interface CommandContext {
  config: Readonly<Config>;
  log: Log;
  version: string;
}

/**
 * The application over the installation's database, not listening. An embedded database that runs already is used as
 * it is; one that does not is started for the time of the command.
 * @param roles what the application does meanwhile: nothing, unless a command needs it
 * @throws CommandError when the database cannot be used
 */
export async function openApp({ config: given, log, version }: CommandContext, roles: readonly Role[] = []): Promise<OpenApp> {
  const config = withRoles(given, roles);
  const dataDir = path.resolve(config.DATA_DIR);
  const embedded = config.DATABASE_URL === undefined ? await startEmbedded({ dataDir, own: 'cli' }) : undefined;
  const databaseUrl = embedded?.url ?? config.DATABASE_URL!;
  try {
    const secretKey = config.APP_SECRET_KEY ?? secretKeyOf(dataDir);
    const app = await createApp(AppModule.forRoot({ config, databaseUrl, secretKey, log, version }), config, log);
    const close = async (): Promise<void> => {
      await app.close();
      await embedded?.stop();
    };
    if (!app.get(Database).isReady) {
      await close();
      throw new CommandError('The database cannot be reached. Check DATABASE_URL, or what the server log says.');
    }
    return { app, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** The application without its data: routes and their shapes only. */
export async function openShell({ config: given, log, version }: CommandContext): Promise<OpenApp> {
  const config = withRoles(given, []);
  const app = await createApp(AppModule.forRoot({ config, databaseUrl: NOWHERE, secretKey: NO_KEY, log, version }), config, log);
  return { app, close: () => app.close() };
}

/** A command takes no jobs and does nothing by itself, whatever the server beside it does. */
const withRoles = (config: Readonly<Config>, roles: readonly Role[]): Readonly<Config> =>
  Object.freeze(Object.assign(Object.create(Object.getPrototypeOf(config) as object) as Config, config, { ROLES: [...roles] }));

import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedDatabaseError, startEmbedded, TooOldError } from '@clarion/database';
import { AppModule } from './app.module.js';
import { createApp } from './platform/app/create-app.js';
import { explainListenError } from './platform/app/listen-error.js';
import { Shutdown } from './platform/app/shutdown.js';
import { type Config } from './platform/config/config.js';
import { ConfigError } from './platform/config/config-error.js';
import { forgetSecrets, loadConfig } from './platform/config/load-config.js';
import { EgressPolicy } from './platform/egress/egress-policy.js';
import { Log } from './platform/logging/log.js';
import { RedisPolicyError } from './platform/queue/redis-policy.js';
import { secretKeyOf } from './platform/secrets/secret-key-file.js';

/** The start cannot go on, and the message says why and what to do. */
class StartError extends Error {
  override readonly name = 'StartError';
}

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A bad value stops the start and is named; no value is printed. */
function readEnvironment(): Readonly<Config> {
  try {
    const config = loadConfig(process.env);
    forgetSecrets(process.env, config);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const config = readEnvironment();
const log = Log.create(config.LOG_LEVEL);
const shutdown = new Shutdown(log, (code) => process.exit(code));

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void shutdown.run(0, signal));
process.on('unhandledRejection', (error) => {
  log.fatal('an error was not handled', { error });
  void shutdown.run(1, 'unhandledRejection');
});
process.on('uncaughtException', (error) => {
  log.fatal('an error was not caught', { error });
  void shutdown.run(1, 'uncaughtException');
});

/** The database's address; starts one when none is given. */
async function openDatabase(dataDir: string): Promise<string> {
  if (config.DATABASE_URL !== undefined) return config.DATABASE_URL;
  const embedded = await startEmbedded({ dataDir, own: 'server' });
  shutdown.add('embedded database', () => embedded.stop());
  return embedded.url;
}

/** Listens, and returns the port in use. */
async function listen(app: Awaited<ReturnType<typeof createApp>>): Promise<number> {
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    throw new StartError(explainListenError(error, config.HOST, config.PORT) ?? 'The server cannot listen', { cause: error });
  }
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.PORT;
  app.get(EgressPolicy).allowOwnServer(port);
  return port;
}

async function start(): Promise<void> {
  const dataDir = path.resolve(config.DATA_DIR);
  const databaseUrl = await openDatabase(dataDir);
  if (shutdown.isUnderWay) return;
  const secretKey = config.APP_SECRET_KEY ?? secretKeyOf(dataDir);
  const app = await createApp(AppModule.forRoot({ config, databaseUrl, secretKey, log, version }), config, log);
  shutdown.add('application', () => app.close());
  if (shutdown.isUnderWay) return;
  const port = await listen(app);
  log.info('started', { version, port, pid: process.pid, roles: config.ROLES.join(',') });
  if (!config.has('web')) return;
  const origin = config.PORT === 0 && config.ORIGIN === 'http://localhost:0' ? `http://localhost:${port}` : config.ORIGIN;
  say(
    `\n  Clarion is ready.\n\n    Status page  ${origin}${config.APP_BASE_PATH}/\n    Dashboard    ${origin}${config.APP_BASE_PATH}/manage\n`,
  );
}

try {
  await start();
} catch (error) {
  const isExplained = [StartError, EmbeddedDatabaseError, TooOldError, RedisPolicyError].some((type) => error instanceof type);
  if (isExplained) process.stderr.write(`Clarion cannot start: ${(error as Error).message}\n`);
  else log.fatal('Clarion cannot start', { error });
  await shutdown.run(1, 'start failed');
}

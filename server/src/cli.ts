import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { EmbeddedDatabaseError, TooOldError } from '@clarion/database';
import { CommanderError } from 'commander';
import pino from 'pino';
import { CommandError } from './cli/command-error.js';
import { program } from './cli/program.js';
import { ConfigError } from './platform/config/config-error.js';
import { forgetSecrets, loadConfig } from './platform/config/load-config.js';
import { AppError } from './platform/errors/app-error.js';
import { Log } from './platform/logging/log.js';

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
/** Errors whose message is written for the operator. */
const EXPLAINED = [CommandError, ConfigError, AppError, EmbeddedDatabaseError, TooOldError] as const;

const cli = program(
  () => {
    const config = loadConfig(process.env);
    forgetSecrets(process.env, config);
    return { config, version, log: Log.create('error', pino.destination(2)) };
  },
  {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
  },
).version(version);

try {
  await cli.exitOverride().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.exitCode = 1;
    if (EXPLAINED.some((type) => error instanceof type)) process.stderr.write(`${(error as Error).message}\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}
/** What was written to a pipe leaves the process later; a reader that is gone does not matter. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// Nothing of ours may keep the process alive after its command is done.
process.exit();

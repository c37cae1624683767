import { Command, InvalidArgumentError } from 'commander';
import { configTable } from '../platform/config/config-table.js';
import { createApiKey } from './create-api-key.js';
import { createOwner } from './create-owner.js';
import { examine } from './examine.js';
import { exportStatic } from './export-static.js';
import { fillDemo, serveDemoTarget } from './fill-demo.js';
import { migrateDatabase } from './migrate-database.js';
import type { CommandContext } from './open-app.js';
import { printOpenApi } from './print-openapi.js';
import { recompute, type RecomputeOptions } from './recompute.js';

/** Where a command writes: its result to `out`, everything else to `err`. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/**
 * The operator's commands. What a script would use stands alone on stdout.
 * @param context made when a command needs it, since a bad environment must not break `--help`
 */
export function program(context: () => CommandContext, output: Output): Command {
  const cli = new Command('clarion').description('Commands for the operator of a Clarion installation.').showHelpAfterError();

  const owner = cli.command('owner').description('the person who owns the installation');
  owner
    .command('create')
    .description('make the owner; the password is read from standard input, or made up and printed')
    .requiredOption('--email <address>')
    .option('--name <name>', 'shown in the dashboard', 'Owner')
    .action((options: { email: string; name: string }) => createOwner(context(), output, options));

  const keys = cli.command('api-key').description('keys of programs');
  keys
    .command('create')
    .description('make a key and print it, alone and this once')
    .requiredOption('--name <name>')
    .option('--role <role>', 'whose permissions bound the key', 'editor')
    .option('--expires <date>', 'ISO-8601; never without it', isoDate)
    .action((options: { name: string; role: string; expires?: Date }) => createApiKey(context(), output, options));

  cli
    .command('doctor')
    .description('look the database over; ends with 1 when something does not hold')
    .option('--json', 'for programs')
    .action((options: { json?: boolean }) => examine(context(), output, options));

  cli
    .command('export-static')
    .description('write the public pages, feeds, badges and data as files for any web server or bucket; the server may run')
    .argument('<directory>', 'an empty one, or one of an earlier export')
    .action((directory: string) => exportStatic(context(), output, directory));

  cli
    .command('recompute')
    .description('make spans, current states and latency roll-ups anew from the samples; the server may run')
    .option('--tag <tag...>', 'of these monitors; of all without it')
    .option('--from <date>', 'from this day or instant on, UTC', isoDate)
    .option('--to <date>', 'up to this day or instant, UTC', isoDate)
    .action((options: RecomputeOptions) => recompute(context(), output, options));

  cli
    .command('migrate')
    .description('bring the database to this release')
    .action(() => migrateDatabase(context(), output));

  cli
    .command('demo')
    .description('fill the installation with sample services and their past')
    .option('--monitors <count>', 'how many', integer(1, 2_000), 30)
    .option('--days <count>', 'of history', integer(1, 365), 90)
    .action((options: { monitors: number; days: number }) => fillDemo(context(), output, options));
  cli
    .command('demo-target', { hidden: true })
    .description('answer for the sample services until stopped')
    .action(() => serveDemoTarget(context(), output));

  cli
    .command('config-table', { hidden: true })
    .description('print the environment variables as the README shows them')
    .action(() => output.out(configTable()));
  cli
    .command('openapi', { hidden: true })
    .description('print the OpenAPI document')
    .action(() => printOpenApi(context(), output));
  return cli;
}

const integer =
  (minimum: number, maximum: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < minimum || value > maximum)
      throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
    return value;
  };

function isoDate(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It must be a date like 2027-01-31.');
  return date;
}

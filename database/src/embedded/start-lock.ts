import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { identityOf, isStillRunning, type ProcessIdentity } from './processes.js';

const POLL_MS = 50;
/** Longer than any start: a crash recovery may take minutes. */
const PATIENCE_MS = 15 * 60_000;

interface Holder extends ProcessIdentity {
  token: string;
}

const read = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
};

/**
 * Runs `work` while no other process on this machine does so for the same file. The file says who holds it; a holder that is no more
 * holds nothing, so a killed process is in nobody's way.
 * @throws EmbeddedDatabaseError when the holder is alive and does not let go
 */
export async function withStartLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const mine: Holder = { ...identityOf(process.pid), token: randomUUID() };
  const draft = `${file}.${mine.token}`;
  // Linked into place complete: nobody ever reads half a file.
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    await acquire(file, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    if (read(file)?.token === mine.token) rmSync(file, { force: true });
  }
}

async function acquire(file: string, draft: string): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    try {
      linkSync(draft, file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = read(file);
    if (holder !== undefined && !isStillRunning(holder)) takeAway(file, holder);
    else if (performance.now() > end) {
      throw new EmbeddedDatabaseError(
        `Process ${holder?.pid ?? 'unknown'} has been starting the database for a quarter of an hour (${file}).`,
      );
    } else await wait(POLL_MS);
  }
}

/** Removes a dead holder's file. Another process may do the same at this moment and already hold the lock: then what we took goes back. */
function takeAway(file: string, dead: Holder): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (read(aside)?.token !== dead.token) {
    try {
      linkSync(aside, file);
    } catch {
      // A third one came in between; PostgreSQL itself lets only one postmaster onto the files.
    }
  }
  rmSync(aside, { force: true });
}

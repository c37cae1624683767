import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isStillRunning, type ProcessIdentity } from './processes.js';

/** The process that will stop the cluster. */
interface Owner extends ProcessIdentity {
  own: 'server' | 'cli';
}

const read = (file: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
};

/** A server that runs owns the cluster; a command that started it hands it over to the first server that comes. */
export function isOwnedByLiveServer(file: string): boolean {
  const owner = read(file);
  return owner?.own === 'server' && isStillRunning(owner);
}

export function takeOwnership(file: string, own: Owner['own']): void {
  writeFileSync(file, JSON.stringify({ ...identityOf(process.pid), own } satisfies Owner), { mode: 0o644 });
}

export function isOwnedByUs(file: string): boolean {
  const owner = read(file);
  const us = identityOf(process.pid);
  return owner?.pid === us.pid && owner.startedAt === us.startedAt;
}

export function dropOwnership(file: string): void {
  rmSync(file, { force: true });
}

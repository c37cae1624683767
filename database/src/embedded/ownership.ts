import { chownSync, statSync } from 'node:fs';

/** What root writes into somebody's folder stays that person's: he may start without root the next time. */
export function giveToOwnerOf(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}

import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const FILE = 'secret-key';

/**
 * The key of an installation that sets none: made once, kept in `DATA_DIR` for its owner alone. Two processes that start together end
 * up with the same one, and a crash leaves either no key or a whole one.
 * @returns the key, 64 hexadecimal digits
 * @see reliability SEC-70, SEC-74
 */
export function secretKeyOf(dataDir: string): string {
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) create(dataDir, file);
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

/** Writes the whole key beside its place first; the link into place is atomic, and refused when somebody was faster. */
function create(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, `${randomBytes(32).toString('hex')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

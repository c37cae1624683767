import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { giveToOwnerOf } from './ownership.js';

/** What must be known to use the cluster in `DATA_DIR`; kept beside it, readable for its owner only. */
export interface Credentials {
  port: number;
  /** Of the superuser, for the start alone. */
  superuserPassword: string;
  /** Of the user the application connects as. */
  password: string;
}

const secret = (): string => randomBytes(24).toString('base64url');

export const newCredentials = (port: number): Credentials => ({ port, superuserPassword: secret(), password: secret() });

/** @throws EmbeddedDatabaseError when the file is there and cannot be used */
export function readCredentials(file: string): Credentials | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { port, superuserPassword, password } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Credentials>;
    if (typeof port !== 'number' || typeof superuserPassword !== 'string' || typeof password !== 'string') throw new Error('incomplete');
    return { port, superuserPassword, password };
  } catch (error) {
    throw new EmbeddedDatabaseError(`${file}, which holds the database's port and password, cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Whole or not at all: a half-written file would lock everybody out. */
export function writeCredentials(file: string, credentials: Credentials): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  giveToOwnerOf(dirname(file), draft);
  renameSync(draft, file);
}

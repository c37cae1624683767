import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Says which files of a directory are ours, and how a server should send them. */
export const MANIFEST = 'manifest.json';
/** Names files before they are first written: an export that was killed leaves none that nobody knows. */
const JOURNAL = '.export-journal';

/** A file of the copy. */
export interface CopiedFile {
  /** Below the directory, with slashes. */
  file: string;
  /** Address below the base path. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

interface Listed {
  path: string;
  headers: Readonly<Record<string, string>>;
  sha256: string;
}

interface Manifest {
  v: 1;
  /** ISO-8601. */
  madeAt: string;
  files: Record<string, Listed>;
}

/** The directory holds something that this program has not put there. */
export class ForeignDirectoryError extends Error {
  override readonly name = 'ForeignDirectoryError';
}

const hashOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/**
 * A directory that a bucket or any web server may serve. Each file is replaced whole, so that a reader never gets half of one; the manifest
 * comes last, and what is no longer public goes with it.
 */
export class CopyDirectory {
  private known: Manifest | null = null;
  private readonly written = new Map<string, Listed>();
  /** Of an export that did not end. */
  private left: readonly string[] = [];

  constructor(readonly directory: string) {}

  /** @throws ForeignDirectoryError for a directory with files and without a manifest of ours */
  async open(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    this.known = await this.manifest();
    this.written.clear();
    this.left = (await this.read(JOURNAL))?.split('\n').filter((line) => line !== '') ?? [];
    if (this.known === null && this.left.length === 0 && (await readdir(this.directory)).length > 0)
      throw new ForeignDirectoryError(`${this.directory} is not empty and was not made by an export. Choose an empty directory.`);
  }

  /** Puts a file in place, unless it stands there already. */
  async put({ file, path: address, headers, body }: CopiedFile): Promise<void> {
    const sha256 = hashOf(body);
    const before = this.known?.files[file];
    if (before === undefined) await appendFile(path.join(this.directory, JOURNAL), `${file}\n`);
    if (before?.sha256 !== sha256) await this.replace(file, body);
    this.written.set(file, { path: address, headers, sha256 });
  }

  /**
   * Writes the manifest and the headers for hosts that read them from a file.
   * @param isWhole whether everything was put, so that what was not is gone from the pages
   * @returns number of files that were taken away
   */
  async close(isWhole: boolean, now: Date): Promise<number> {
    const kept = isWhole ? {} : (this.known?.files ?? {});
    const files = Object.fromEntries(Object.entries({ ...kept, ...Object.fromEntries(this.written) }).sort());
    const gone = [...new Set([...Object.keys(this.known?.files ?? {}), ...this.left])].filter((file) => !(file in files));
    // Before the list of them is lost: a crash between the two leaves a file that is in the list and not there, never the other way.
    for (const file of gone) await this.remove(file);
    await this.replace('_headers', Buffer.from(headersFile(files)));
    this.known = { v: 1, madeAt: now.toISOString(), files };
    await this.replace(MANIFEST, Buffer.from(`${JSON.stringify(this.known, null, 1)}\n`));
    await rm(path.join(this.directory, JOURNAL), { force: true });
    return gone.length;
  }

  private async manifest(): Promise<Manifest | null> {
    const text = await this.read(MANIFEST);
    if (text === null) return null;
    try {
      const read = JSON.parse(text) as Manifest;
      return read.v === 1 ? read : null;
    } catch {
      return null;
    }
  }

  private async read(file: string): Promise<string | null> {
    try {
      return await readFile(path.join(this.directory, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private async replace(file: string, body: Buffer): Promise<void> {
    const target = path.join(this.directory, file);
    await mkdir(path.dirname(target), { recursive: true });
    const fresh = `${target}.${randomUUID()}.new`;
    try {
      await writeFile(fresh, body);
      await rename(fresh, target);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }

  private async remove(file: string): Promise<void> {
    await rm(path.join(this.directory, file), { force: true });
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder)) {
      // One that holds something else stays.
      const isGone = await rmdir(path.join(this.directory, folder)).then(
        () => true,
        () => false,
      );
      if (!isGone) return;
    }
  }
}

/** `_headers` as hosts of static sites read it. */
function headersFile(files: Readonly<Record<string, Listed>>): string {
  return Object.values(files)
    .map(({ path: address, headers }) => [address, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'))
    .join('\n')
    .concat('\n');
}

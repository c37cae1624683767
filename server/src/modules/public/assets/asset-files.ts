import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pack, type Representation } from '../copies/document.js';
import { IMMUTABLE, REVALIDATE } from '../http/policies.js';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The build puts the hash of the content into these names, so they never change. */
const HASHED = /-[\w-]{8}\.(js|css|woff2)$/;

/** A file of a browser bundle, ready to be sent. */
export interface Asset extends Representation {
  contentType: string;
  cacheControl: string;
}

/**
 * The files of one browser bundle, by name. They are read and compressed once; only names that the build made are answered, so no name
 * leads anywhere else.
 */
export class AssetFiles {
  private readonly names = new Set<string>();
  private readonly assets = new Map<string, Promise<Asset>>();

  /** @param quality of brotli, 0..11 */
  constructor(
    private readonly directory: string,
    private readonly quality: number,
  ) {}

  /** Learns which files there are. Without a build there are none. */
  async learn(): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names) if (path.extname(name) in TYPES) this.names.add(name);
  }

  /** Names of all files, in a stable order. */
  list(): readonly string[] {
    return [...this.names].sort();
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** @returns null when the build has no such file, or a newer build has taken it away */
  async get(name: string): Promise<Asset | null> {
    if (!this.names.has(name)) return null;
    const known = this.assets.get(name) ?? this.read(name);
    this.assets.set(name, known);
    try {
      return await known;
    } catch (error) {
      this.assets.delete(name);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.names.delete(name);
      return null;
    }
  }

  /** Reads and compresses all files, one after the other. */
  async warm(): Promise<void> {
    for (const name of this.names) await this.get(name);
  }

  private async read(name: string): Promise<Asset> {
    const bytes = await readFile(path.join(this.directory, name));
    const cacheControl = HASHED.test(name) ? IMMUTABLE : REVALIDATE;
    return { ...(await pack(name, bytes, this.quality)), contentType: TYPES[path.extname(name)]!, cacheControl };
  }
}

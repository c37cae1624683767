import type { PageSnapshot } from '@clarion/contract';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What stands in front of a page's bytes. */
interface Label {
  /** Snapshots without the events of a page were 1. */
  v: 2;
  /** Path of the page, empty = home. */
  path: string;
  /** Of the bundle that rendered it; another one has other file names. */
  build: string;
  /** Versions the snapshot was made from, by page id. */
  basis: readonly (readonly [id: number, version: number])[];
  status: number;
  scriptHashes: readonly string[];
}

/** A rendered page as it stands on the disk: everything a later process needs to answer with it. */
export interface StoredPage extends Label {
  /** The snapshot as JSON. */
  json: string;
  html: Uint8Array;
}

/** One that was read back. */
export interface LoadedPage extends StoredPage {
  snapshot: PageSnapshot;
}

const SUFFIX = '.page';
const LINE_END = 0x0a;
/** No page path holds a tilde, so the home page's name is nobody else's. */
const fileName = (pagePath: string): string => `${pagePath === '' ? '~home' : pagePath}${SUFFIX}`;
const pathOf = (name: string): string => (name === `~home${SUFFIX}` ? '' : name.slice(0, -SUFFIX.length));

/** Label, snapshot, document: a line each but the last. Bytes that are there already are not made into text again. */
function* lines({ json, html, ...label }: StoredPage): Generator<string | Uint8Array> {
  yield `${JSON.stringify({ ...label, bytes: html.byteLength })}\n`;
  yield `${json}\n`;
  yield html;
}

/**
 * The last rendered pages in a directory, one file each, replaced whole. Writing never fails anybody: what cannot be written is told to
 * `onFailure` and tried again with the next version.
 */
export class SnapshotFiles {
  private readonly waiting = new Map<string, StoredPage>();
  private readonly writing = new Map<string, Promise<void>>();
  private isMade = false;

  constructor(
    private readonly directory: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Puts a page in place of its older copy. Newer ones that come while it is written replace it unwritten. */
  save(page: StoredPage): void {
    const name = fileName(page.path);
    this.waiting.set(name, page);
    if (this.writing.has(name)) return;
    this.writing.set(
      name,
      this.writeAll(name).finally(() => this.writing.delete(name)),
    );
  }

  /** Resolves when everything that was saved so far is on the disk. */
  async settled(): Promise<void> {
    await Promise.all(this.writing.values());
  }

  /** Every page on the disk; what cannot be read counts as absent. */
  async load(): Promise<LoadedPage[]> {
    const names = await readdir(this.directory).catch(() => []);
    const pages = await Promise.all(names.filter((name) => name.endsWith(SUFFIX)).map((name) => this.read(name)));
    return pages.filter((page) => page !== null);
  }

  /** Takes away pages that are no longer public. @param paths of those that stay */
  async keepOnly(paths: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    const gone = names.filter((name) => name.endsWith(SUFFIX) && !paths.has(pathOf(name)));
    await Promise.all(gone.map((name) => rm(path.join(this.directory, name), { force: true }).catch(this.onFailure)));
  }

  private async read(name: string): Promise<LoadedPage | null> {
    try {
      const bytes = await readFile(path.join(this.directory, name));
      const first = bytes.indexOf(LINE_END);
      const second = bytes.indexOf(LINE_END, first + 1);
      const label = JSON.parse(bytes.toString('utf8', 0, first)) as Label & { bytes: number };
      const html = bytes.subarray(second + 1);
      const isWhole = label.v === 2 && label.path === pathOf(name) && html.byteLength === label.bytes;
      const json = bytes.toString('utf8', first + 1, second);
      return isWhole ? { ...label, json, snapshot: JSON.parse(json) as PageSnapshot, html } : null;
    } catch {
      return null; // cut off, or of a time to come
    }
  }

  private async writeAll(name: string): Promise<void> {
    for (let page = this.waiting.get(name); page !== undefined; page = this.waiting.get(name)) {
      this.waiting.delete(name);
      await this.write(name, page).catch(this.onFailure);
    }
  }

  private async write(name: string, page: StoredPage): Promise<void> {
    if (!this.isMade) await mkdir(this.directory, { recursive: true, mode: 0o700 });
    this.isMade = true;
    const temporary = path.join(this.directory, `.${name}.${randomUUID()}`);
    try {
      await writeFile(temporary, lines(page), { mode: 0o600 });
      await rename(temporary, path.join(this.directory, name));
    } catch (error) {
      this.isMade = false;
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

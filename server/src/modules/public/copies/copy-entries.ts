import type { EmbedSnapshot, Snapshot } from '@clarion/contract';
import { idOf, type CopyKey } from './copy-key.js';
import type { Document, Representation } from './document.js';

/** What copies are rendered from. */
export type Copied = Snapshot | EmbedSnapshot;

/** Told when a copy has a new snapshot; `after` is null when what it is of is gone. */
export type CopyWatcher = (after: Copied | null, before: Copied | null) => void;

/** A snapshot with the versions it was made from. */
export interface Kept {
  snapshot: Copied;
  /** The same as JSON. */
  json: string;
  basis: ReadonlyMap<number, number>;
}

/** Everything there is of one key. Instants are milliseconds of a clock that nobody sets. */
export interface Entry {
  readonly key: CopyKey;
  readonly watchers: Set<CopyWatcher>;
  copy: Kept | null;
  document: { of: Kept; bytes: Document } | null;
  data: { of: Kept; bytes: Promise<Representation> } | null;
  /** Since when the newest copy is known to be outdated; null = it is not. */
  behindSince: number | null;
  /** Snapshot and document are being made. */
  refreshing: Promise<void> | null;
  /** The snapshot alone is being made. */
  renewing: Promise<void> | null;
  usedAt: number;
  documentUsedAt: number;
  isPinned: boolean;
}

/** A snapshot in memory takes about this much more than its text. */
const OBJECT_FACTOR = 3;

function bytesOf({ copy, document }: Entry): number {
  const { identity, gzip, br } = document?.bytes ?? {};
  const rendered = (identity?.byteLength ?? 0) + (gzip?.byteLength ?? 0) + (br?.byteLength ?? 0);
  return (copy?.json.length ?? 0) * (1 + OBJECT_FACTOR) + rendered;
}

/** All copies, the least recently used first. */
export class CopyEntries {
  private readonly byId = new Map<string, Entry>();

  of(key: CopyKey): Entry {
    const id = idOf(key);
    const known = this.byId.get(id);
    if (known !== undefined) return known;
    const entry: Entry = {
      ...{
        key,
        watchers: new Set<CopyWatcher>(),
        copy: null,
        document: null,
        data: null,
        behindSince: null,
        refreshing: null,
        renewing: null,
      },
      ...{ usedAt: -Infinity, documentUsedAt: -Infinity, isPinned: false },
    };
    this.byId.set(id, entry);
    return entry;
  }

  /** The same, and now the most recently used. */
  use(key: CopyKey, now: number): Entry {
    const entry = this.of(key);
    const id = idOf(key);
    // The map keeps the order of insertion.
    this.byId.delete(id);
    this.byId.set(id, entry);
    entry.usedAt = now;
    return entry;
  }

  find(key: CopyKey): Entry | undefined {
    return this.byId.get(idOf(key));
  }

  /** Unless another one has taken its place. */
  delete(entry: Entry): void {
    const id = idOf(entry.key);
    if (this.byId.get(id) === entry) this.byId.delete(id);
  }

  values(): Iterable<Entry> {
    return this.byId.values();
  }

  size(): { copies: number; bytes: number } {
    let bytes = 0;
    for (const entry of this.byId.values()) bytes += bytesOf(entry);
    return { copies: this.byId.size, bytes };
  }

  /** Forgets what was used least recently; what is pinned, watched or being made stays. */
  makeRoom(limit: number): void {
    let { bytes } = this.size();
    for (const entry of this.byId.values()) {
      if (bytes <= limit) return;
      if (entry.isPinned || entry.watchers.size > 0 || entry.refreshing !== null) continue;
      bytes -= bytesOf(entry);
      this.delete(entry);
    }
  }
}

import type { Entry } from './copy-entries.js';
import type { Document } from './document.js';

/** A page that has stood this long is worth its smallest form, ms. */
const CALM_MS = 4_000;

/** Makes documents smaller at leisure: one at a time, and only those that have stood for a while and that somebody reads. */
export class Improver {
  private last: Promise<void> = Promise.resolve();

  /** @param isRead whether somebody has read the document of an entry lately */
  constructor(
    private readonly improve: (document: Document) => Promise<Document>,
    private readonly isRead: (entry: Entry) => boolean,
    private readonly onFailure: (error: unknown) => void,
    private readonly calmMs = CALM_MS,
  ) {}

  /** Takes the document that an entry has now; another one that comes meanwhile is left alone. */
  later(entry: Entry): void {
    const { document } = entry;
    if (document === null) return;
    const isWorthIt = (): boolean => entry.document === document && this.isRead(entry);
    const timer = setTimeout(() => {
      this.last = this.last
        .then(async () => {
          if (!isWorthIt()) return;
          const bytes = await this.improve(document.bytes);
          if (isWorthIt()) entry.document = { of: document.of, bytes };
        })
        .catch(this.onFailure);
    }, this.calmMs);
    timer.unref();
  }
}

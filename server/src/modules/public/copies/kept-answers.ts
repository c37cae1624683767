/** Something to answer with, and the versions of the pages it tells of. */
export interface Made<T> {
  answer: T;
  /** By page id. */
  basis: ReadonlyMap<number, number>;
}

export interface KeptAnswersOptions {
  /** The newest version of a page that is known; undefined = not known. */
  versionOf: (pageId: number) => number | undefined;
  /** Whether an error says that the database is away, and not that something is wrong. */
  isOutage: (error: unknown) => boolean;
  /** Answers that are kept; the one least lately asked for goes first. */
  size?: number;
  /** Monotonic milliseconds. */
  nowMs?: () => number;
}

/** What nothing has changed about is made anew after this long all the same, ms: windows move on. */
const STALE_MS = 60_000;
const SIZE = 500;

interface Entry<T> extends Made<T> {
  madeAt: number;
}

/**
 * Small answers that many ask for: made once for every state of the pages they tell of, by one maker at a time. While the database is away
 * the last ones stand.
 * @see reliability REL-11
 */
export class KeptAnswers<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly making = new Map<string, Promise<T | null>>();
  private readonly nowMs: () => number;

  constructor(private readonly options: KeptAnswersOptions) {
    this.nowMs = options.nowMs ?? (() => performance.now());
  }

  /**
   * @param key names the answer among all of this store
   * @param make answers null when there is no such thing, which is not kept
   */
  async get(key: string, make: () => Promise<Made<T> | null>): Promise<T | null> {
    const known = this.entries.get(key);
    if (known !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, known);
      if (this.isFresh(known)) return known.answer;
    }
    const running = this.making.get(key) ?? this.make(key, make);
    try {
      return await running;
    } catch (error) {
      if (known === undefined || !this.options.isOutage(error)) throw error;
      return known.answer;
    }
  }

  private make(key: string, make: () => Promise<Made<T> | null>): Promise<T | null> {
    const running = make()
      .then((made) => {
        this.entries.delete(key);
        if (made === null) return null;
        this.entries.set(key, { ...made, madeAt: this.nowMs() });
        if (this.entries.size > (this.options.size ?? SIZE)) this.entries.delete(this.entries.keys().next().value!);
        return made.answer;
      })
      .finally(() => this.making.delete(key));
    this.making.set(key, running);
    return running;
  }

  private isFresh({ basis, madeAt }: Entry<T>): boolean {
    if (this.nowMs() - madeAt >= STALE_MS) return false;
    return [...basis].every(([id, version]) => (this.options.versionOf(id) ?? Infinity) <= version);
  }
}

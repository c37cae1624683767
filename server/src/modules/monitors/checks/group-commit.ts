/** What a group commit may hold and how long it waits. */
export interface GroupCommitLimits {
  /** Entries that wait or are being written; more are refused. */
  queue: number;
  /** Most entries of one write. */
  batch: number;
  /** Longest wait of the first entry of a batch, ms. */
  waitMs: number;
}

/** @see reliability REL-35 */
export const HEARTBEAT_LIMITS: GroupCommitLimits = { queue: 2_000, batch: 200, waitMs: 5 };

interface Waiting<Entry, Answer> {
  entry: Entry;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Thrown instead of queueing without end. */
export class QueueFullError extends Error {
  constructor() {
    super('Too many entries are waiting to be written');
  }
}

/**
 * Collects single writes into shared ones: each caller waits for the write that holds its entry, and hears of its failure.
 * One write runs at a time, so while it runs the next batch grows by itself.
 */
export class GroupCommit<Entry, Answer> {
  private readonly waiting: Waiting<Entry, Answer>[] = [];
  private writing: Promise<void> | null = null;
  private writingCount = 0;
  private timer: NodeJS.Timeout | null = null;

  /** @param write stores a batch and answers in its order; a rejection fails every entry of that batch */
  constructor(
    private readonly write: (entries: readonly Entry[]) => Promise<readonly Answer[]>,
    private readonly limits: GroupCommitLimits,
  ) {}

  /** @throws QueueFullError at once, when the queue is full */
  async add(entry: Entry): Promise<Answer> {
    if (this.waiting.length + this.writingCount >= this.limits.queue) throw new QueueFullError();
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      if (this.waiting.length >= this.limits.batch) this.start();
      else this.timer ??= setTimeout(() => this.start(), this.limits.waitMs);
    });
  }

  /** Resolves when everything added so far is written or refused. */
  async drain(): Promise<void> {
    while (this.waiting.length > 0 || this.writing !== null) {
      this.start();
      await this.writing;
    }
  }

  private start(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.writing !== null || this.waiting.length === 0) return;
    const batch = this.waiting.splice(0, this.limits.batch);
    this.writingCount = batch.length;
    this.writing = this.settle(batch).finally(() => {
      this.writing = null;
      this.writingCount = 0;
      this.start(); // whoever came meanwhile has waited long enough
    });
  }

  private async settle(batch: readonly Waiting<Entry, Answer>[]): Promise<void> {
    try {
      const answers = await this.write(batch.map(({ entry }) => entry));
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('The write answered fewer entries than it was given'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

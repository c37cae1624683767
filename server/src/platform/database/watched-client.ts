import pg from 'pg';

/** A question that has waited this long is worth asking whether anybody is there, ms. */
const DOUBT_MS = 600;
/** How long the other side has to prove it, ms: with the doubt it stays below the two seconds after which a reader gets an answer anyway. */
const PROOF_MS = 1_200;
/** A side that has just proved it is not asked again at once, ms. */
const TRUST_MS = 2_000;

/** Asks whether a database answers, by way of a connection of its own. @returns false when it does not in time; never rejects */
export type Proof = () => Promise<boolean>;

/** A new connection and one statement. @param url of the database */
export const proofAt =
  (url: string, limitMs = PROOF_MS): Proof =>
  async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'clarion proof' });
    client.on('error', () => undefined);
    const answer = client
      .connect()
      .then(() => client.query('SELECT 1'))
      .then(
        () => true,
        () => false,
      );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      // What came while this process was busy with something else is read first.
      timer = setTimeout(() => setImmediate(() => setImmediate(resolve, false)), limitMs);
    });
    const isThere = await Promise.race([answer, late]);
    clearTimeout(timer);
    // A side that has gone does not say good-bye either.
    if (isThere) client.end().catch(() => undefined);
    else client.connection.stream.destroy();
    return isThere;
  };

/** One proof serves everybody who doubts at the same time. */
function shared(proof: Proof): Proof {
  let running: Promise<boolean> | null = null;
  return () =>
    (running ??= proof().finally(() => {
      running = null;
    }));
}

/**
 * A connection that notices when the other side has gone without a word: a cable that was pulled, a host that stopped. Nothing but asking again on
 * another line tells a slow statement from one whose answer never comes; then everybody who waits on this one is told at once, and not after the
 * longest statement. @see reliability REL-07, FLT-09
 */
export function watchedClient(proof: Proof, doubtMs = DOUBT_MS): typeof pg.Client {
  const isThere = shared(proof);
  class WatchedClient extends pg.Client {
    private waiting = 0;
    private timer: NodeJS.Timeout | undefined;

    override connect(...asked: unknown[]): never {
      const [callback] = asked;
      const ask = super.connect.bind(this) as (...all: unknown[]) => unknown;
      if (typeof callback !== 'function') return this.watched(ask() as Promise<unknown>) as never;
      this.asks();
      return ask((...answer: unknown[]) => {
        this.hasAnswer();
        (callback as (...all: unknown[]) => void)(...answer);
      }) as never;
    }

    override query(...asked: unknown[]): never {
      const ask = super.query.bind(this) as (...all: unknown[]) => unknown;
      const answer = ask(...asked);
      return (answer instanceof Promise ? this.watched(answer) : answer) as never;
    }

    private watched<T>(answer: Promise<T>): Promise<T> {
      this.asks();
      const settle = (): void => this.hasAnswer();
      answer.then(settle, settle);
      return answer;
    }

    private asks(): void {
      this.waiting += 1;
      if (this.waiting === 1) this.doubtIn(doubtMs);
    }

    private hasAnswer(): void {
      this.waiting -= 1;
      if (this.waiting === 0) clearTimeout(this.timer);
    }

    private doubtIn(ms: number): void {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.doubt(), ms);
      this.timer.unref();
    }

    private async doubt(): Promise<void> {
      const is = await isThere();
      if (this.waiting === 0) return;
      if (is) this.doubtIn(TRUST_MS);
      else this.connection.stream.destroy(new Error('Connection terminated: the database does not answer'));
    }
  }
  return WatchedClient;
}

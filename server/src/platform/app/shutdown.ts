import { type Log } from '../logging/log.js';

/** Something that has to end with the process, last begun first. */
interface Ending {
  readonly name: string;
  readonly end: () => Promise<void>;
}

/** Longer than this nobody waits: whoever sent the signal will kill us anyway, ms. @see reliability REL-36 */
const LIMIT_MS = 30_000;

/** Ends the process in order, whatever state its start has reached. */
export class Shutdown {
  private readonly endings: Ending[] = [];
  private ending: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    private readonly exit: (code: number) => void,
    private readonly limitMs = LIMIT_MS,
  ) {}

  /** True from the first signal on. */
  get isUnderWay(): boolean {
    return this.ending !== undefined;
  }

  /** Registers what was begun. */
  add(name: string, end: () => Promise<void>): void {
    this.endings.push({ name, end });
  }

  /** Ends everything, then the process. A second call waits for the first: signals often come twice. */
  async run(code: number, reason: string): Promise<void> {
    this.ending ??= this.endAll(code, reason);
    return this.ending;
  }

  private async endAll(code: number, reason: string): Promise<void> {
    this.log.info('shutting down', { signal: reason });
    const limit = setTimeout(() => {
      this.log.error('the shutdown took too long and is cut short', { duration_ms: this.limitMs });
      this.exit(1);
    }, this.limitMs);
    limit.unref();
    let isClean = true;
    // What is begun while this runs, by a start that a signal has overtaken, is ended as well.
    for (let next = this.endings.pop(); next !== undefined; next = this.endings.pop()) {
      try {
        await next.end();
      } catch (error) {
        isClean = false;
        this.log.error(`shutdown: ${next.name} failed`, { error });
      }
    }
    clearTimeout(limit);
    await this.log.flush();
    this.exit(isClean ? code : 1);
  }
}

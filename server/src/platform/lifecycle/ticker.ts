import { randomUUID } from 'node:crypto';
import { type Log } from '../logging/log.js';
import { withRequestId } from '../logging/request-context.js';

export interface TickerOptions {
  /** Appears in logs. */
  name: string;
  /** Pause between the end of one run and the start of the next, ms. */
  everyMs: number;
  /** @returns true to run again at once: there was more than one run can take */
  run: () => Promise<boolean | void>;
  log: Log;
}

/** Runs a piece of work again and again, never twice at a time. A run that fails is logged, and the next one comes. */
export class Ticker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStopped = true;
  private isWoken = false;

  constructor(private readonly options: TickerOptions) {}

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    this.schedule(0);
  }

  /** Runs as soon as possible: now, or right after the run that is going on. */
  wake(): void {
    if (this.isStopped) return;
    if (this.running !== undefined) this.isWoken = true;
    else this.schedule(0);
  }

  /** Starts nothing more; resolves when the current run is over. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.runOnce().finally(() => {
        this.running = undefined;
      });
    }, ms);
    this.timer.unref();
  }

  private async runOnce(): Promise<void> {
    let again = false;
    this.isWoken = false;
    try {
      again = (await withRequestId(`${this.options.name}-${randomUUID().slice(0, 8)}`, this.options.run)) === true;
    } catch (error) {
      this.options.log.warn(`${this.options.name} failed, it will be tried again`, { error });
    }
    if (!this.isStopped) this.schedule(again || this.isWoken ? 0 : this.options.everyMs);
  }
}

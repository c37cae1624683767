import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

const EVERY_MS = 250;
/** The worst of this many samples counts: five seconds. */
const SAMPLES = 20;

/** How late the event loop runs its timers. @see reliability FLT-28 */
@Injectable()
export class LoopLag implements OnModuleInit, OnApplicationShutdown {
  private readonly lags: number[] = [];
  private timer: NodeJS.Timeout | undefined;

  onModuleInit(): void {
    let expected = performance.now() + EVERY_MS;
    this.timer = setInterval(() => {
      const now = performance.now();
      this.lags.push(Math.max(0, now - expected));
      if (this.lags.length > SAMPLES) this.lags.shift();
      expected = now + EVERY_MS;
    }, EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Worst lag of the last five seconds, ms. */
  get worstMs(): number {
    return Math.max(0, ...this.lags);
  }
}

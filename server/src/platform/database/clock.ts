import { Injectable } from '@nestjs/common';

/** The time as code sees it; SQL has `app_now()`. Rules get it as an argument. @see reliability REL-24 */
export abstract class Clock {
  /** Milliseconds since the epoch, UTC. */
  abstract nowMs(): number;

  /** Whole Unix seconds, UTC: the unit of the domain. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  date(): Date {
    return new Date(this.nowMs());
  }
}

/** The machine's clock, moved by `TEST_CLOCK_SKEW_MS` in tests. */
@Injectable()
export class SystemClock extends Clock {
  constructor(private readonly skewMs = 0) {
    super();
  }

  override nowMs(): number {
    return Date.now() + this.skewMs;
  }
}

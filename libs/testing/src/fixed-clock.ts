/** A clock that stands still until it is moved by hand; fits the server's `Clock` port. */
export class FixedClock {
  private ms: number;

  /** @param at Unix seconds */
  constructor(at: number) {
    this.ms = at * 1000;
  }

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return this.ms;
  }

  /** Whole Unix seconds. */
  now(): number {
    return Math.floor(this.ms / 1000);
  }

  date(): Date {
    return new Date(this.ms);
  }

  /** @param at Unix seconds */
  set(at: number): void {
    this.ms = at * 1000;
  }

  advance(seconds: number): void {
    this.ms += seconds * 1000;
  }
}

/** Most steps of one expansion: a few milliseconds. @see reliability SEC-43 */
export const MOST_STEPS = 250_000;

/** A rule asks for more work than anybody waits for. */
export class TooMuchWork extends RangeError {
  constructor() {
    super('The rule takes too much work to expand');
  }
}

/** Counts what an expansion does, and ends it: every loop over days, times or candidates spends its steps here first. */
export class Work {
  private steps = 0;

  constructor(private readonly most = MOST_STEPS) {}

  get spent(): number {
    return this.steps;
  }

  /** @throws TooMuchWork */
  spend(steps = 1): void {
    this.steps += steps;
    if (this.steps > this.most) throw new TooMuchWork();
  }
}

/** Lets so many in at once, and no more than so many a second. */
export class Gate {
  private inside = 0;
  private readonly queue: (() => void)[] = [];
  private nextAt = 0;

  /** @param perSecond undefined = as fast as it goes */
  constructor(
    private readonly most: number,
    private readonly perSecond?: number,
  ) {}

  /** @returns a function to call on the way out */
  async enter(): Promise<() => void> {
    if (this.inside >= this.most) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.inside += 1;
    if (this.perSecond !== undefined) await this.pace(1000 / this.perSecond);
    let isOut = false;
    return () => {
      if (isOut) return;
      isOut = true;
      const next = this.queue.shift();
      // A place is handed on, not given back: nobody slips in between.
      if (next === undefined) this.inside -= 1;
      else next();
    };
  }

  private async pace(stepMs: number): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.nextAt);
    this.nextAt = at + stepMs;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }
}

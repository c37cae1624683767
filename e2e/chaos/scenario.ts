/** Deterministic numbers in [0, 1), so that a run can be repeated by its seed. */
export type Random = () => number;

export interface ChaosContext {
  isQuick: boolean;
  random: Random;
  say(text: string): void;
}

/** What a scenario proved. */
export interface Outcome {
  isKept: boolean;
  /** Counts and what went wrong, in one line. */
  text: string;
}

/** One promise under one kind of fault. @see reliability §1, §3 */
export interface Scenario {
  /** Ids of the promises, such as `REL-01 FLT-05`. */
  id: string;
  title: string;
  run(context: ChaosContext): Promise<Outcome>;
}

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Collects what does not hold, so that one line can name all of it. */
export class Expectations {
  private readonly broken: string[] = [];
  private readonly seen: string[] = [];

  expect(isTrue: boolean, otherwise: string): void {
    if (!isTrue) this.broken.push(otherwise);
  }

  note(text: string): void {
    this.seen.push(text);
  }

  outcome(): Outcome {
    const isKept = this.broken.length === 0;
    return { isKept, text: [...this.broken.map((text) => `BROKEN: ${text}`), ...this.seen].join(' · ') };
  }
}

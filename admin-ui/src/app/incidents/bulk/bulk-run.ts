import { computed, signal } from '@angular/core';
import { toProblem, type Problem } from '../../platform/problem.js';

/** One thing something is done to. */
export interface BulkItem {
  /** Names it beside its name, and for good: the tag of a monitor, `#12`. */
  tag: string;
  name: string;
}

export interface BulkFailure<Item> {
  item: Item;
  problem: Problem;
}

/** `unchanged` = it was that way already. */
export type BulkOutcome = 'changed' | 'unchanged';

/** Every further request would end the same way. */
const isHopeless = ({ status }: Problem): boolean => status === 0 || status === 401 || status === 403;

/** Does one thing to many, one after the other, and keeps account of it. Once. */
export class BulkRun<Item extends BulkItem> {
  readonly state = signal<'collecting' | 'running' | 'finished' | 'cancelled' | 'stopped'>('collecting');
  readonly items = signal<readonly Item[]>([]);
  readonly done = signal(0);
  readonly current = signal<Item | null>(null);
  readonly changed = signal<readonly Item[]>([]);
  readonly failures = signal<readonly BulkFailure<Item>[]>([]);
  /** Why it could not start or go on. */
  readonly problem = signal<Problem | null>(null);
  readonly isRunning = computed(() => this.state() === 'collecting' || this.state() === 'running');
  /** Neither done nor tried. */
  readonly left = computed(() => this.items().slice(this.done()));
  private isCancelled = false;

  /**
   * @param collect what it is done to
   * @param deed throws what keeps one item from being done
   */
  constructor(
    private readonly collect: () => Promise<readonly Item[]>,
    private readonly deed: (item: Item) => Promise<BulkOutcome>,
  ) {}

  /** Takes the rest off; what is under way is finished. */
  cancel(): void {
    this.isCancelled = true;
  }

  async run(): Promise<void> {
    try {
      this.items.set(await this.collect());
    } catch (error) {
      this.stop(toProblem(error));
      return;
    }
    this.state.set('running');
    for (const item of this.items()) {
      if (this.isCancelled) break;
      this.current.set(item);
      try {
        if ((await this.deed(item)) === 'changed') this.changed.update((changed) => [...changed, item]);
      } catch (error) {
        const problem = toProblem(error);
        if (isHopeless(problem)) {
          this.stop(problem);
          return;
        }
        this.failures.update((failures) => [...failures, { item, problem }]);
      }
      this.done.update((done) => done + 1);
    }
    this.current.set(null);
    this.state.set(this.left().length > 0 ? 'cancelled' : 'finished');
  }

  private stop(problem: Problem): void {
    this.problem.set(problem);
    this.current.set(null);
    this.state.set('stopped');
  }
}

import { type Evaluation, judgeEvaluation, type Measured, type Verdict } from '@clarion/domain';
import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { RepeatedWarning } from '../../../platform/logging/repeated-warning.js';
import { NotRunError, type PoolOptions, SandboxPool } from './sandbox-pool.js';
import { ThreadLostError } from './sandbox-thread.js';
import type { SandboxResult, SandboxTask } from './evaluation-protocol.js';

/** Most that is handed to a function, bytes of its arguments as UTF-8. @see reliability SEC-40 */
export const INPUT_LIMIT = 2 * 1024 * 1024;

/** A build keeps the bundle beside the compiled rooms; from source it is the last build's. */
const CHEERIO = new URL(
  import.meta.url.endsWith('.ts') ? '../../../../dist/sandbox/cheerio.js' : '../../../sandbox/cheerio.js',
  import.meta.url,
);

export const SANDBOX_DEFAULTS: Omit<PoolOptions, 'onLoss'> = {
  settings: { limitMs: 1_000, memoryMiB: 64, cheerioBundle: CHEERIO.href },
  deadlineMs: 1_500,
  startDeadlineMs: 10_000,
  heapMiB: 64,
  threads: 1,
  // More than may be checked at once; a check's lease leaves 15 s after its request.
  maxWaiting: 2_000,
  maxWaitingLength: 128 * 1024 * 1024,
  waitMs: 8_000,
  idleMs: 120_000,
};

/** Other bounds than the usual ones; specs need not wait for a second. */
export const SANDBOX_OPTIONS = Symbol('SANDBOX_OPTIONS');

/** A regular expression to look for in a text. */
export interface PatternSearch {
  readonly pattern: string;
  readonly text: string;
}

const sizeOf = (value: unknown): number => Buffer.byteLength(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/**
 * Runs what users wrote, functions and regular expressions, where it can do no harm: in an interpreter of its own inside a worker thread,
 * without a host, within bounds of time and memory.
 * @see monitors §5, reliability SEC-40, SEC-41
 */
@Injectable()
export class Evaluations implements OnModuleInit {
  private readonly options: PoolOptions;
  private readonly pool: SandboxPool;

  constructor(
    private readonly lifecycle: Lifecycle,
    log: Log,
    @Optional() @Inject(SANDBOX_OPTIONS) options: Partial<PoolOptions> = {},
  ) {
    const repeated = new RepeatedWarning(log);
    this.options = {
      ...SANDBOX_DEFAULTS,
      // An everyday event where somebody's function runs away with every check.
      onLoss: (error) => repeated.warn(error.loss, `a sandbox thread was ended: ${error.message}`, { code: error.loss }),
      ...options,
    };
    this.pool = new SandboxPool(this.options);
  }

  onModuleInit(): void {
    // After the checks that may still wait for a verdict have been drained.
    this.lifecycle.onStop('queues', 'evaluations', () => this.stop());
  }

  /**
   * The verdict of a function on what a probe saw; the same for every type that has one.
   * @param args copied in as JSON; `modules` follows them
   */
  async judge(code: string, args: readonly unknown[], measured: Measured): Promise<Verdict> {
    return judgeEvaluation(await this.evaluate(code, args), measured);
  }

  /** What a function does with its arguments; never throws for anything the function does. */
  async evaluate(code: string, args: readonly unknown[]): Promise<Evaluation> {
    if (args.reduce<number>((sum, value) => sum + sizeOf(value), 0) > INPUT_LIMIT) {
      return { kind: 'unavailable', reason: `there is more than ${INPUT_LIMIT / 1024 / 1024} MiB to look at` };
    }
    try {
      const result = await this.run({ kind: 'function', code, args: JSON.stringify(args) }, 'evaluated');
      return result.evaluation;
    } catch (error) {
      if (error instanceof NotRunError) return { kind: 'unavailable', reason: error.message };
      if (error instanceof ThreadLostError)
        return {
          kind: 'failed',
          reason: error.loss === 'late' ? `it ran longer than ${this.options.settings.limitMs} ms` : 'it needed too much memory',
        };
      throw error;
    }
  }

  /**
   * Looks for regular expressions in texts, in linear time.
   * @returns by search: found or not; null = nobody could look, for reasons of ours
   */
  async search(searches: readonly PatternSearch[]): Promise<readonly boolean[] | null> {
    if (searches.length === 0) return [];
    try {
      const { found } = await this.run({ kind: 'patterns', tests: searches }, 'matched');
      // What is no pattern is found nowhere; saving refuses it.
      return found.map((each) => each === true);
    } catch (error) {
      if (error instanceof NotRunError) return null;
      if (error instanceof ThreadLostError) return searches.map(() => false);
      throw error;
    }
  }

  /** Ends the threads. */
  async stop(): Promise<void> {
    await this.pool.stop();
  }

  private async run<Kind extends SandboxResult['kind']>(task: SandboxTask, kind: Kind): Promise<Extract<SandboxResult, { kind: Kind }>> {
    const result = await this.pool.run(task);
    if (result.kind !== kind) throw new Error(`The sandbox answered ${result.kind} instead of ${kind}`);
    return result as Extract<SandboxResult, { kind: Kind }>;
  }
}

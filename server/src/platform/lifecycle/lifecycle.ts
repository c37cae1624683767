import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Log } from '../logging/log.js';

/** Steps of a shutdown, in this order. @see reliability REL-36, BMQ-07 */
export const STOP_PHASES = ['claims', 'drain', 'leases', 'streams', 'queues', 'connections'] as const;
/**
 * `claims`: take no new work · `drain`: wait for what runs · `leases`: give back what was not finished · `streams`: end open answers ·
 * `queues`: close queues · `connections`: what others needed until now.
 */
export type StopPhase = (typeof STOP_PHASES)[number];

interface StopTask {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** Most of the time a shutdown may take; then it goes on without the rest. */
const PHASE_LIMIT_MS: Readonly<Record<StopPhase, number>> = {
  claims: 1000,
  drain: 25_000,
  leases: 1000,
  streams: 1000,
  queues: 2000,
  connections: 1000,
};

/** Knows that the process is about to end, and ends it in order. */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  private readonly tasks = new Map<StopPhase, StopTask[]>();
  private stopping = false;

  constructor(
    private readonly log: Log,
    private readonly drainLimitMs = PHASE_LIMIT_MS.drain,
  ) {}

  /** True from the first signal on: no new work, `/readyz` answers 503. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Registers a step. Steps of one phase run side by side; a step that fails or hangs does not keep the next phase from running. */
  onStop(phase: StopPhase, name: string, run: StopTask['run']): void {
    this.tasks.set(phase, [...(this.tasks.get(phase) ?? []), { name, run }]);
  }

  /** From now on `/readyz` answers 503 and nobody claims new work; the shutdown itself follows. */
  announceStop(): void {
    this.stopping = true;
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    this.stopping = true;
    for (const phase of STOP_PHASES) {
      const tasks = this.tasks.get(phase) ?? [];
      this.tasks.delete(phase);
      if (tasks.length > 0) await this.runPhase(phase, tasks, signal);
    }
  }

  private async runPhase(phase: StopPhase, tasks: readonly StopTask[], signal?: string): Promise<void> {
    const limit = phase === 'drain' ? this.drainLimitMs : PHASE_LIMIT_MS[phase];
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), limit);
    });
    const work = Promise.all(
      tasks.map(async ({ name, run }) => {
        try {
          await run();
        } catch (error) {
          this.log.warn(`shutdown: ${name} failed`, { phase, ...(signal === undefined ? {} : { signal }), error });
        }
      }),
    );
    const outcome = await Promise.race([work, late]);
    clearTimeout(timer);
    if (outcome === 'late') this.log.warn('shutdown: not finished in time, going on', { phase, duration_ms: limit });
  }
}

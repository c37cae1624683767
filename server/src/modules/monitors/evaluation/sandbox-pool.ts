import type { SandboxResult, SandboxTask } from './evaluation-protocol.js';
import { SandboxThread, ThreadLostError, type ThreadOptions } from './sandbox-thread.js';

export interface PoolOptions extends ThreadOptions {
  threads: number;
  /** Tasks that may wait; more are refused. */
  maxWaiting: number;
  /** Characters of tasks that may wait together: a thousand checks of two-megabyte pages would fill the memory. */
  maxWaitingLength: number;
  /** Longest a task may wait for its turn, ms. */
  waitMs: number;
  /** A thread without work ends after this, ms. */
  idleMs: number;
  /** Told when a thread was lost, with the reason. */
  onLoss: (error: ThreadLostError) => void;
}

/** The task was not run, for reasons of ours. */
export class NotRunError extends Error {
  override readonly name = 'NotRunError';
}

interface Job {
  task: SandboxTask;
  since: number;
  resolve: (result: SandboxResult) => void;
  reject: (error: ThreadLostError | NotRunError) => void;
}

/** Functions that are remembered for having used up their time. */
const SUSPECTS = 100;

const lengthOf = (task: SandboxTask): number =>
  task.kind === 'function'
    ? task.code.length + task.args.length
    : task.tests.reduce((sum, { pattern, text }) => sum + pattern.length + text.length, 0);

/**
 * Runs tasks in a few worker threads, each in its turn. A function that used up its time waits behind all others from then on, so that one
 * endless loop costs the rest its time once and not with every check.
 */
export class SandboxPool {
  private readonly waiting: Job[] = [];
  private readonly suspected: Job[] = [];
  private readonly suspects = new Set<string>();
  private readonly idle: SandboxThread[] = [];
  private readonly threads = new Set<SandboxThread>();
  private idleTimer: NodeJS.Timeout | undefined;
  private hasStopped = false;
  private waitingLength = 0;

  constructor(private readonly options: PoolOptions) {}

  /** Threads that are alive. */
  get size(): number {
    return this.threads.size;
  }

  /** @throws NotRunError when it was not run @throws ThreadLostError when it cost its thread */
  run(task: SandboxTask): Promise<SandboxResult> {
    if (this.hasStopped) return Promise.reject(new NotRunError('the server is stopping'));
    if (this.waiting.length + this.suspected.length >= this.options.maxWaiting) return Promise.reject(new NotRunError('too many wait'));
    const length = lengthOf(task);
    // One alone is never too much: its size was checked.
    if (this.waitingLength > 0 && this.waitingLength + length > this.options.maxWaitingLength)
      return Promise.reject(new NotRunError('too much waits'));
    return new Promise((resolve, reject) => {
      this.waitingLength += length;
      const queue = task.kind === 'function' && this.suspects.has(task.code) ? this.suspected : this.waiting;
      queue.push({ task, since: performance.now(), resolve, reject });
      this.next();
    });
  }

  /** Ends every thread; what waits is refused, what runs is lost. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    clearTimeout(this.idleTimer);
    this.refuseAll('the server is stopping');
    await Promise.all([...this.threads].map((thread) => thread.stop()));
  }

  private next(): void {
    if (this.hasStopped) return;
    while (this.waiting.length + this.suspected.length > 0) {
      const thread = this.free();
      if (thread === undefined) return;
      const job = this.waiting.shift() ?? this.suspected.shift();
      if (job === undefined) return;
      this.waitingLength -= lengthOf(job.task);
      if (performance.now() - job.since > this.options.waitMs) {
        job.reject(new NotRunError('it waited too long for its turn'));
        this.idle.push(thread);
        continue;
      }
      void this.work(thread, job);
    }
    this.endIdleLater();
  }

  private free(): SandboxThread | undefined {
    const idle = this.idle.pop();
    if (idle !== undefined && !idle.isLost) return idle;
    if (idle !== undefined) this.threads.delete(idle);
    if (this.threads.size >= this.options.threads) return undefined;
    const thread = new SandboxThread(this.options);
    this.threads.add(thread);
    return thread;
  }

  private async work(thread: SandboxThread, { task, resolve, reject }: Job): Promise<void> {
    const started = performance.now();
    try {
      resolve(await thread.run(task));
      if (performance.now() - started >= this.options.settings.limitMs) this.suspect(task);
      else if (task.kind === 'function') this.suspects.delete(task.code);
      this.idle.push(thread);
    } catch (error) {
      this.threads.delete(thread);
      if (!(error instanceof ThreadLostError)) throw error;
      if (error.loss === 'late' || error.loss === 'crashed') this.suspect(task);
      if (error.loss !== 'stopped') this.options.onLoss(error);
      if (error.loss === 'unstartable') this.refuseAll(error.message);
      reject(error.loss === 'late' || error.loss === 'crashed' ? error : new NotRunError(error.message));
    }
    this.next();
  }

  private suspect(task: SandboxTask): void {
    if (task.kind !== 'function') return;
    this.suspects.delete(task.code);
    this.suspects.add(task.code);
    for (const oldest of this.suspects) {
      if (this.suspects.size <= SUSPECTS) break;
      this.suspects.delete(oldest);
    }
  }

  /** Without a thread nobody gets a turn: whoever waits should hear it now. */
  private refuseAll(reason: string): void {
    this.waitingLength = 0;
    for (const queue of [this.waiting, this.suspected]) for (const job of queue.splice(0)) job.reject(new NotRunError(reason));
  }

  private endIdleLater(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      for (const thread of this.idle.splice(0)) {
        this.threads.delete(thread);
        void thread.stop();
      }
    }, this.options.idleMs);
    this.idleTimer.unref();
  }
}

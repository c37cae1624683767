import { Worker } from 'node:worker_threads';
import type { SandboxReply, SandboxResult, SandboxSettings, SandboxTask } from './evaluation-protocol.js';

/** Why a thread gave no answer. */
export type ThreadLoss =
  /** It missed the deadline of a task and was ended. */
  | 'late'
  /** It ended by itself: out of memory, most likely. */
  | 'crashed'
  /** It never became ready. */
  | 'unstartable'
  /** It failed in code of ours. */
  | 'broken'
  /** We ended it. */
  | 'stopped';

/** The thread is gone, and with it the answer. */
export class ThreadLostError extends Error {
  override readonly name = 'ThreadLostError';
  constructor(
    readonly loss: ThreadLoss,
    reason: string,
  ) {
    super(reason);
  }
}

export interface ThreadOptions {
  settings: SandboxSettings;
  /** Longest a task may take before the thread is ended, ms. */
  deadlineMs: number;
  /** Longest the thread may take to become ready, ms. */
  startDeadlineMs: number;
  /** Upper bound of the thread's own heap, MiB; the interpreter's memory lies outside. */
  heapMiB: number;
}

const YOUNG_HEAP_MIB = 8;
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './sandbox-worker.ts' : './sandbox-worker.js', import.meta.url);

interface Waiting<T> {
  resolve: (value: T) => void;
  reject: (error: ThreadLostError) => void;
}

/** A worker thread that runs one task at a time. Once lost it stays lost. */
export class SandboxThread {
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private starting: Waiting<void> | null = null;
  private running: (Waiting<SandboxResult> & { id: number }) | null = null;
  private deadline: NodeJS.Timeout | undefined;
  private loss: ThreadLostError | null = null;
  private nextId = 1;

  constructor(private readonly options: ThreadOptions) {
    this.worker = new Worker(workerFile, {
      workerData: options.settings,
      // Nothing of the parent's flags or environment: secrets stay out of the thread.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: options.heapMiB, maxYoungGenerationSizeMb: YOUNG_HEAP_MIB },
    });
    this.ready = new Promise((resolve, reject) => {
      this.starting = { resolve, reject };
    });
    // Whoever runs the first task hears of it; a thread nobody waits for fails in silence.
    this.ready.catch(() => undefined);
    this.expectWithin(options.startDeadlineMs, 'unstartable');
    this.worker.on('message', (reply: SandboxReply) => this.hear(reply));
    this.worker.on('error', (error: Error) => this.lose(this.starting === null ? 'crashed' : 'unstartable', error.message));
    this.worker.on('exit', (code) => this.lose(this.starting === null ? 'crashed' : 'unstartable', `exit code ${code}`));
    // A function that nobody waits for is no reason to keep the process alive.
    this.worker.unref();
  }

  /** Whether the thread can take another task. */
  get isLost(): boolean {
    return this.loss !== null;
  }

  /** One task at a time. @throws ThreadLostError when the thread ends before it answers */
  async run(task: SandboxTask): Promise<SandboxResult> {
    await this.ready;
    return new Promise((resolve, reject) => {
      if (this.loss !== null) return reject(this.loss);
      const id = this.nextId++;
      this.running = { id, resolve, reject };
      this.expectWithin(this.options.deadlineMs, 'late');
      this.worker.postMessage({ ...task, id });
    });
  }

  /** Ends the thread; a task that runs is lost. */
  async stop(): Promise<void> {
    this.lose('stopped', 'the sandbox has stopped');
    await this.worker.terminate();
  }

  private hear(reply: SandboxReply): void {
    if (this.loss !== null) return;
    if (reply.kind === 'ready') {
      clearTimeout(this.deadline);
      this.starting?.resolve();
      this.starting = null;
      return;
    }
    const { running } = this;
    if (running === null || running.id !== reply.id) return;
    switch (reply.kind) {
      case 'preparing':
        return this.expectWithin(this.options.startDeadlineMs, 'unstartable');
      case 'running':
        return this.expectWithin(this.options.deadlineMs, 'late');
      case 'broken':
        return this.lose('broken', reply.message);
      default:
        clearTimeout(this.deadline);
        this.running = null;
        running.resolve(reply);
    }
  }

  private expectWithin(ms: number, loss: 'unstartable' | 'late'): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.lose(loss, `no word from the thread within ${ms} ms`), ms);
    this.deadline.unref();
  }

  private lose(loss: ThreadLoss, reason: string): void {
    if (this.loss !== null) return;
    clearTimeout(this.deadline);
    this.loss = new ThreadLostError(loss, reason);
    this.starting?.reject(this.loss);
    this.running?.reject(this.loss);
    this.starting = null;
    this.running = null;
    void this.worker.terminate();
  }
}

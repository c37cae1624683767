import { Worker } from 'node:worker_threads';
import type { TemplateReply, TemplateRequest, TemplateTask } from './template-protocol.js';

export interface TemplateThreadOptions {
  /** Longest the thread may say nothing while something waits, ms; the first word may take `startMs`. */
  silenceMs: number;
  startMs: number;
  heapMiB: number;
  /** Tasks that may wait. */
  maxWaiting: number;
}

export const TEMPLATE_THREAD: TemplateThreadOptions = { silenceMs: 2_000, startMs: 15_000, heapMiB: 64, maxWaiting: 5_000 };

const YOUNG_HEAP_MIB = 8;
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './template-worker.ts' : './template-worker.js', import.meta.url);

/** The thread was lost, or there was no room: not the author's fault. */
export class TemplateThreadError extends Error {
  override readonly name = 'TemplateThreadError';
}

interface Waiting {
  resolve: (reply: TemplateReply) => void;
  reject: (error: TemplateThreadError) => void;
}

/** One worker thread for all templates, started with the first task and again after it was lost. */
export class TemplateThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private silence: NodeJS.Timeout | undefined;
  private hasSpoken = false;
  private hasStopped = false;
  private nextId = 1;

  constructor(private readonly options: TemplateThreadOptions = TEMPLATE_THREAD) {}

  /** @throws TemplateThreadError */
  run(task: TemplateTask): Promise<TemplateReply> {
    if (this.hasStopped) return Promise.reject(new TemplateThreadError('Templates are not filled in any more'));
    if (this.waiting.size >= this.options.maxWaiting) return Promise.reject(new TemplateThreadError('Too many templates wait'));
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.worker ??= this.start();
      if (this.waiting.size === 0) this.listen();
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...task, id } satisfies TemplateRequest);
    });
  }

  /** Ends the thread; what waits is refused. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    const { worker } = this;
    this.lose(worker, 'Templates are not filled in any more');
    await worker?.terminate();
  }

  private start(): Worker {
    this.hasSpoken = false;
    const worker = new Worker(workerFile, {
      // Nothing of the parent's flags or environment: secrets stay out of the thread.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.options.heapMiB, maxYoungGenerationSizeMb: YOUNG_HEAP_MIB },
    });
    worker.on('message', (reply: TemplateReply) => this.hear(worker, reply));
    worker.on('error', (error: Error) => this.lose(worker, error.message));
    worker.on('exit', (code) => this.lose(worker, `exit code ${code}`));
    worker.unref();
    return worker;
  }

  private hear(worker: Worker, reply: TemplateReply): void {
    if (worker !== this.worker) return;
    this.hasSpoken = true;
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    this.listen();
    waiting?.resolve(reply);
  }

  private listen(): void {
    clearTimeout(this.silence);
    const { worker } = this;
    if (this.waiting.size === 0 && this.hasSpoken) return;
    const ms = this.hasSpoken ? this.options.silenceMs : this.options.startMs;
    this.silence = setTimeout(() => this.lose(worker, `no word from the thread within ${ms} ms`), ms);
    this.silence.unref();
  }

  private lose(worker: Worker | null, reason: string): void {
    if (worker === null || worker !== this.worker) return;
    clearTimeout(this.silence);
    this.worker = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    void worker.terminate();
    for (const { reject } of lost) reject(new TemplateThreadError(`The thread of the templates was lost: ${reason}`));
  }
}

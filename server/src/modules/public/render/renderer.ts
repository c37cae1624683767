import { Worker } from 'node:worker_threads';
import type { PackedBytes, WorkerReply, WorkerRequest, WorkerSettings } from './render-protocol.js';

/** Who waits for the bytes: a visitor, a page that changed while somebody looks at it, nobody in particular. */
export const URGENCIES = ['visitor', 'change', 'upkeep'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface RendererOptions {
  /** File URL of the bundle of `public-ui` for the server. */
  bundle: URL;
  /** Base path of the installation with a slash at its end. */
  baseHref: string;
  /** Longest one job may take, ms; then the thread is replaced. */
  deadlineMs: number;
  /** Longest the first job of a thread may take, which includes loading the bundle, ms. */
  startDeadlineMs: number;
  /** Jobs that may wait; more are refused. */
  maxWaiting: number;
  /** Upper bound of the thread's heap, MiB. */
  heapMiB: number;
  /** Told when a thread ended by itself or was replaced, with the reason. */
  onRestart: (reason: string) => void;
}

export const RENDERER_DEFAULTS = { deadlineMs: 5_000, startDeadlineMs: 20_000, maxWaiting: 200, heapMiB: 256 } as const;

/** Quality 5 costs a few milliseconds, 11 a few hundred for a tenth fewer bytes. */
export const BROTLI = { fast: 6, best: 11 } as const;

export interface RenderedPage extends PackedBytes {
  status: number;
  inlineScriptHashes: readonly string[];
}

/** The page could not be rendered: the thread crashed, took too long, refused the snapshot, or too many wait. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
}

interface Job {
  request: WorkerRequest;
  resolve: (reply: Extract<WorkerReply, { kind: 'rendered' }>) => void;
  reject: (error: RenderError) => void;
}

/**
 * A render leaves much behind that lives a moment. With the usual 48 MiB for such things the thread's heap grows to 190 MiB before anybody
 * cleans up; with this it stays below 50 and costs a quarter more time.
 */
const YOUNG_HEAP_MIB = 8;

/** Two threads in a row that die before they answered anything start no third one within this time, ms. */
const RESTART_PAUSE_MS = 1_000;

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './render-worker.ts' : './render-worker.js', import.meta.url);

/**
 * Turns snapshots into compressed documents, one at a time, in a worker thread that alone loads Angular: a slow, leaking or crashing render
 * costs that thread and never the process. The thread starts with the first job.
 */
export class Renderer {
  private readonly waiting: Record<Urgency, Job[]> = { visitor: [], change: [], upkeep: [] };
  private worker: Worker | null = null;
  private running: Job | null = null;
  private deadline: NodeJS.Timeout | undefined;
  private restart: NodeJS.Timeout | undefined;
  private hasAnswered = false;
  private hasStopped = false;
  private nextId = 1;

  constructor(private readonly options: RendererOptions) {}

  /**
   * @param snapshot JSON of a `Snapshot`
   * @param url path and query the document is for, base path included
   * @param texts JSON of the texts of its language; null = the bundle has them
   * @throws RenderError
   */
  async render(url: string, snapshot: string, urgency: Urgency, texts: string | null = null): Promise<RenderedPage> {
    const { status, inlineScriptHashes, identity, gzip, br } = await this.enqueue(
      { id: this.nextId++, url, snapshot, texts, brotliQuality: BROTLI.fast },
      urgency,
    );
    return { status, inlineScriptHashes, identity, gzip, br };
  }

  /** Ends the thread; whatever still waits is refused. */
  async stop(): Promise<void> {
    this.hasStopped = true;
    clearTimeout(this.deadline);
    clearTimeout(this.restart);
    const error = new RenderError('The renderer has stopped');
    for (const urgency of URGENCIES) for (const job of this.waiting[urgency].splice(0)) job.reject(error);
    this.running?.reject(error);
    this.running = null;
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }

  private enqueue(request: WorkerRequest, urgency: Urgency): Promise<Extract<WorkerReply, { kind: 'rendered' }>> {
    if (this.hasStopped) return Promise.reject(new RenderError('The renderer has stopped'));
    const waiting = URGENCIES.reduce((sum, each) => sum + this.waiting[each].length, 0);
    if (waiting >= this.options.maxWaiting) return Promise.reject(new RenderError('Too many pages wait to be rendered'));
    return new Promise((resolve, reject) => {
      this.waiting[urgency].push({ request, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running !== null || this.restart !== undefined || this.hasStopped) return;
    const job = this.waiting.visitor.shift() ?? this.waiting.change.shift() ?? this.waiting.upkeep.shift();
    if (job === undefined) return;
    this.running = job;
    this.worker ??= this.start();
    const limit = this.hasAnswered ? this.options.deadlineMs : this.options.startDeadlineMs;
    this.deadline = setTimeout(() => this.replace(`a render took longer than ${limit} ms`), limit);
    this.worker.postMessage(job.request);
  }

  private start(): Worker {
    this.hasAnswered = false;
    const worker = new Worker(workerFile, {
      workerData: { bundle: this.options.bundle.href, baseHref: this.options.baseHref } satisfies WorkerSettings,
      // Nothing of the parent's flags or environment: the thread needs neither, and secrets stay out of it.
      execArgv: [],
      env: { NODE_ENV: 'production' },
      resourceLimits: { maxOldGenerationSizeMb: this.options.heapMiB, maxYoungGenerationSizeMb: YOUNG_HEAP_MIB },
    });
    worker.on('message', (reply: WorkerReply) => this.settle(worker, reply));
    worker.on('error', (error: Error) => this.lost(worker, error.message));
    worker.on('exit', (code) => this.lost(worker, `exit code ${code}`));
    // A page that nobody waits for is no reason to keep the process alive.
    worker.unref();
    return worker;
  }

  private settle(worker: Worker, reply: WorkerReply): void {
    const job = this.running;
    if (worker !== this.worker || job === null || job.request.id !== reply.id) return;
    clearTimeout(this.deadline);
    this.hasAnswered = true;
    this.running = null;
    if (reply.kind === 'failed') job.reject(new RenderError(reply.message));
    else job.resolve(reply);
    this.next();
  }

  private replace(reason: string): void {
    const worker = this.worker;
    if (worker === null) return;
    this.lost(worker, reason);
    void worker.terminate();
  }

  private lost(worker: Worker, reason: string): void {
    if (worker !== this.worker || this.hasStopped) return;
    clearTimeout(this.deadline);
    this.worker = null;
    this.options.onRestart(reason);
    this.running?.reject(new RenderError(`The render worker was lost: ${reason}`));
    this.running = null;
    if (this.hasAnswered) return this.next();
    this.restart = setTimeout(() => {
      this.restart = undefined;
      this.next();
    }, RESTART_PAUSE_MS);
    this.restart.unref();
  }
}

import { Worker } from 'node:worker_threads';
import type { HeicReply, HeicTask } from './heic-protocol.js';

const workerFile = new URL(import.meta.url.endsWith('.ts') ? './heic-worker.ts' : './heic-worker.js', import.meta.url);
/** Longest a picture may take, ms. */
const DEADLINE_MS = 20_000;
const HEAP_MIB = 256;

/** Decodes a HEIC file in a thread of its own, which is ended with it. A file that ends the thread is unreadable. */
export async function decodeHeic(task: HeicTask): Promise<HeicReply> {
  const worker = new Worker(workerFile, {
    workerData: task,
    // Nothing of the parent's flags or environment: secrets stay out of the thread.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    // The decoder tells the console what is wrong with a file.
    stdout: true,
    stderr: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<HeicReply>((resolve) => {
      const fail = (): void => resolve({ kind: 'unreadable' });
      worker.once('message', resolve).once('error', fail).once('exit', fail);
      deadline = setTimeout(fail, DEADLINE_MS);
    });
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}

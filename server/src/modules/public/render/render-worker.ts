// The thread that alone loads Angular. It imports nothing of ours at run time, so the same file runs from source and from the build.
import { parentPort, workerData } from 'node:worker_threads';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { PackedBytes, PageRenderer, WorkerReply, WorkerRequest, WorkerSettings } from './render-protocol.js';

const port = parentPort;
if (port === null) throw new Error('The render worker runs as a worker thread only');
const { bundle, baseHref } = workerData as WorkerSettings;
const renderer = (await import(bundle)) as PageRenderer;

type Rendered = Extract<WorkerReply, { kind: 'rendered' }>;

function pack(text: string, brotliQuality: number): PackedBytes {
  const identity = new TextEncoder().encode(text);
  const br = brotliCompressSync(identity, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength,
    },
  });
  // Copies, because zlib's results may share one pooled buffer and a transfer would take the whole pool along.
  return { identity, gzip: new Uint8Array(gzipSync(identity)), br: new Uint8Array(br) };
}

async function answer({ id, url, snapshot, texts, brotliQuality }: WorkerRequest): Promise<Rendered> {
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  const { html, status, inlineScriptHashes } = await renderer.render({ url, snapshot: read(snapshot), texts: read(texts), baseHref });
  return { id, kind: 'rendered', status, inlineScriptHashes, ...pack(html, brotliQuality) };
}

port.on('message', (request: WorkerRequest) => {
  answer(request).then(
    (reply) => port.postMessage(reply, [reply.identity, reply.gzip, reply.br].map(({ buffer }) => buffer) as ArrayBuffer[]),
    (error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ id: request.id, kind: 'failed', message } satisfies WorkerReply);
    },
  );
});

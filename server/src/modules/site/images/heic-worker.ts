import { parentPort, workerData } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';
import type { HeicReply, HeicTask } from './heic-protocol.js';

/** Decodes one picture. WebAssembly does it without a pause, for seconds: hence the thread. */
async function decode({ file, maximumSide }: HeicTask): Promise<HeicReply> {
  const images = new libheif.HeifDecoder().decode(file);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (image === undefined) return { kind: 'unreadable' };
  const width = image.get_width();
  const height = image.get_height();
  if (width > maximumSide || height > maximumSide) return { kind: 'too-large', width, height };
  const data = new Uint8ClampedArray(width * height * 4);
  const result = await new Promise<object | null>((resolve) => image.display({ data, width, height }, resolve));
  return result === null ? { kind: 'unreadable' } : { kind: 'pixels', width, height, rgba: new Uint8Array(data.buffer) };
}

parentPort!.postMessage(await decode(workerData as HeicTask));

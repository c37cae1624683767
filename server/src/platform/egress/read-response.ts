import { type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { EgressError } from './egress-error.js';

export interface ReadBody {
  readonly body: Buffer;
  /** True when there was more than the cap. */
  readonly isTruncated: boolean;
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};
/** A body packed more often than this is nobody's honest answer. */
const MOST_CODINGS = 2;

/** Decoders of a `Content-Encoding`, in the order they are undone. Unknown codings leave the bytes as they are. */
function decodersFor(encoding: string): Transform[] {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .reverse();
  if (codings.length > MOST_CODINGS) throw new EgressError('protocol', 'the answer is compressed too often', 'body');
  const makers = codings.map((coding) => DECODERS[coding]);
  return makers.every((make) => make !== undefined) ? makers.map((make) => make()) : [];
}

/**
 * Reads a body up to `limit` bytes **after** decompression; what comes after is not read at all, so neither a bomb nor an endless body
 * costs more than the cap.
 * @throws EgressError `protocol` when the bytes are not what `encoding` says, or end half-way
 * @see reliability SEC-24
 */
export async function readResponse(source: Readable, encoding: string, limit: number): Promise<ReadBody> {
  const decoders = decodersFor(encoding);
  const streams: (Readable | Transform)[] = [source, ...decoders];
  for (const [index, decoder] of decoders.entries()) (streams[index] as Readable).pipe(decoder);
  const last = streams.at(-1) as Readable;
  try {
    return await new Promise<ReadBody>((resolve, reject) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const fail = (cause: Error): void =>
        reject(
          cause instanceof EgressError ? cause : new EgressError('protocol', 'the answer ended too early or is garbled', 'body', { cause }),
        );
      for (const stream of streams) stream.on('error', fail);
      last.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length > limit) resolve({ body: Buffer.concat(chunks, length).subarray(0, limit), isTruncated: true });
      });
      last.on('end', () => resolve({ body: Buffer.concat(chunks, length), isTruncated: false }));
    });
  } finally {
    // Errors of streams that are torn down on purpose are nobody's concern.
    for (const stream of streams)
      stream
        .removeAllListeners('error')
        .on('error', () => undefined)
        .destroy();
  }
}

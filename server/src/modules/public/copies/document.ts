import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { PageOrigins } from '@clarion/contract';
import { publicPolicy } from '../http/policies.js';
import type { PackedBytes } from '../render/render-protocol.js';
import type { RenderedPage } from '../render/renderer.js';

/** Bytes that are ready to be sent, in whatever form a client takes. */
export interface Representation extends Record<keyof PackedBytes, Buffer> {
  /** Strong: version and a hash of the bytes. Without quotes; the coding is added where it is sent. */
  tag: string;
}

/** A rendered page. */
export interface Document extends Representation {
  /** HTTP status it travels with. */
  status: number;
  /** Values for `script-src`. */
  scriptHashes: readonly string[];
  /** The whole `Content-Security-Policy`. */
  policy: string;
}

const HASH_CHARS = 16;
const tagOf = (version: string, bytes: Uint8Array): string =>
  `${version}-${createHash('sha256').update(bytes).digest('base64url').slice(0, HASH_CHARS)}`;

/** @param origins that the page may load from besides its own */
export function documentOf(
  version: string,
  { identity, gzip, br, status, inlineScriptHashes }: RenderedPage,
  origins?: PageOrigins,
): Document {
  const policy = publicPolicy(inlineScriptHashes, origins);
  return { tag: tagOf(version, identity), ...buffers({ identity, gzip, br }), status, scriptHashes: inlineScriptHashes, policy };
}

/** Made once and sent often, so they are what the framework takes as it is. */
function buffers({ identity, gzip, br }: PackedBytes): Record<keyof PackedBytes, Buffer> {
  const buffer = ({ buffer: memory, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(memory, byteOffset, byteLength);
  return { identity: buffer(identity), gzip: buffer(gzip), br: buffer(br) };
}

const compress = { gzip: promisify(gzip), br: promisify(brotliCompress) };

/** The best quality costs a third of a second for a long page, the one below a tenth of that for a tenth more bytes. */
const LONG_BYTES = 600 * 1024;

/** The same document with a smaller brotli form, made off the main thread. */
export async function improved(document: Document): Promise<Document> {
  const { identity } = document;
  const quality = identity.byteLength > LONG_BYTES ? 9 : 11;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength,
  };
  return { ...document, br: await compress.br(identity, { params }) };
}

/** Compresses off the main thread. @param quality of brotli, 0..11 */
export async function pack(version: string, source: string | Uint8Array, quality = 5): Promise<Representation> {
  const identity = typeof source === 'string' ? Buffer.from(source) : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  const [zipped, br] = await Promise.all([compress.gzip(identity), compress.br(identity, { params })]);
  return { tag: tagOf(version, identity), identity, gzip: zipped, br };
}

import { type IncomingMessage } from 'node:http';
import { AppError } from '../errors/app-error.js';

const tooLarge = (limit: number): AppError => new AppError('PAYLOAD_TOO_LARGE', `The request body is larger than ${limit} bytes`);

/**
 * Reads a request's body, capped while it arrives.
 * @param limit most bytes
 * @throws AppError `PAYLOAD_TOO_LARGE`; `BAD_REQUEST` when the client went away half-way
 * @see reliability SEC-14
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length']) > limit) throw tooLarge(limit);
  if (request.readableEnded) return Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error?: Error): void => {
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      if (error === undefined) return resolve(Buffer.concat(chunks, length));
      request.pause();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) stop(tooLarge(limit));
      else chunks.push(chunk);
    };
    const onEnd = (): void => stop();
    const onError = (cause: Error): void => stop(new AppError('BAD_REQUEST', 'The request body could not be read', { cause }));
    const onClose = (): void => stop(new AppError('BAD_REQUEST', 'The request body ended too early'));
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

import { type Socket } from 'node:net';
import { ASSERTION_LIMITS } from '@clarion/contract';

/** A port that is quiet for so long has said what it had to say, ms. */
const QUIET_MS = 100;

/**
 * What a port says: its greeting, and its answer to `send`. It ends when the other side closes, falls quiet, says too much, or the time is
 * over.
 * @param socket open; whoever handed it in closes it
 * @returns empty when nothing came
 */
export function readBanner(socket: Socket, send: string | null, limit: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    let said = Buffer.alloc(0);
    let quiet: NodeJS.Timeout | undefined;
    const done = (): void => {
      clearTimeout(quiet);
      limit.removeEventListener('abort', done);
      socket.off('data', onData).off('end', done).off('error', done).off('close', done);
      resolve(said.subarray(0, ASSERTION_LIMITS.bannerBytes).toString('utf8'));
    };
    const onData = (chunk: Buffer): void => {
      said = Buffer.concat([said, chunk]);
      clearTimeout(quiet);
      if (said.length >= ASSERTION_LIMITS.bannerBytes) done();
      else quiet = setTimeout(done, QUIET_MS);
    };
    socket.on('data', onData).on('end', done).on('error', done).on('close', done);
    if (limit.aborted) return done();
    limit.addEventListener('abort', done, { once: true });
    if (send !== null) socket.write(send);
  });
}

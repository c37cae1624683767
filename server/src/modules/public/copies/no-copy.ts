/** Longest a visitor waits for a copy that has to be made, ms. */
const WAIT_MS = 3_000;

/** What was asked for cannot be made now and there is no older copy of it. */
export class NoCopyError extends Error {
  override readonly name = 'NoCopyError';
}

/** @throws NoCopyError when it takes longer than a visitor waits; the work itself goes on */
export async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoCopyError('The page takes too long to make')), WAIT_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

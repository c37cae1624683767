import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 10;
const LONGEST_MS = 20_000;

/** Looks until something has happened; fails loudly when it never does. For what runs in the background and tells nobody. */
export async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!(await happened())) {
    if (performance.now() > end) throw new Error(`It never happened: ${what}`);
    await pause(LOOK_MS);
  }
}

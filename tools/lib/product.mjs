// Runs what was built, in the foreground.
import fs from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { start } from './processes.mjs';
import { Stop } from './say.mjs';
import { inRoot, nodeBinary, toolEnvironment } from './workspace.mjs';

/** Below 2 GiB the old generation is collected when it has doubled; above, when it is four times as large. */
const MOST_HEAP_MIB = 2_000;
const ownHeapMiB = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);

/**
 * Traces name the sources; the young generation stays small: a page under load fills it with answers that are gone at once, and a larger one
 * takes 100 MB more for the same rate; and the old one grows slowly: fifty thousand mails leave 250 MB less behind.
 */
export const NODE_FLAGS = [
  '--enable-source-maps',
  '--max-semi-space-size=8',
  `--max-old-space-size=${Math.min(MOST_HEAP_MIB, ownHeapMiB)}`,
];
const FOLLOW = new URL('./follow-parent.mjs', import.meta.url).href;

/** Dependencies and build, as the sources ask for. Prints only when there is something to do. */
export async function ensureReady() {
  await ensureInstalled();
  await ensureBuilt();
}

/**
 * Starts a script of the checkout. Signals reach it once; should this process be killed, it shuts down by itself.
 * @param {string} script relative to the checkout  @param {string[]} args
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number> }} `ended`: its exit status
 */
export function startScript(script, args = []) {
  if (!fs.existsSync(inRoot(script))) throw new Stop(`${script} is missing: the checkout is not complete.`);
  return start(nodeBinary(), [...NODE_FLAGS, '--import', FOLLOW, inRoot(script), ...args], {
    cwd: inRoot(),
    env: toolEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

/** Runs a script of the checkout until it ends. @returns {Promise<number>} its exit status */
export const runScript = (script, args) => startScript(script, args).ended;

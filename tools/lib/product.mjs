// Runs what was built, in the foreground.
import fs from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { start } from './processes.mjs';
import { Stop } from './say.mjs';
import { inRoot, nodeBinary, toolEnvironment } from './workspace.mjs';

/**
 * Traces name the sources; and the young generation stays small: a page under load fills it with answers that are gone at once, and a larger
 * one takes 100 MB more for the same rate.
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=8'];
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

// Runs a built entry point of the server in the foreground.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { start } from './processes.mjs';
import { inRoot, nodeBinary, toolEnvironment } from './workspace.mjs';

/** Dependencies and build, as the sources ask for. Prints only when there is something to do. */
export async function ensureReady() {
  await ensureInstalled();
  await ensureBuilt();
}

/**
 * Runs `server/dist/<entry>` until it ends. Signals reach it once; should this process be killed, it shuts down by itself.
 * @param {string} entry file in server/dist  @param {string[]} args
 * @returns {Promise<number>} its exit status
 */
export function runProduct(entry, args = []) {
  const follow = new URL('./follow-parent.mjs', import.meta.url).href;
  const { ended } = start(nodeBinary(), ['--enable-source-maps', '--import', follow, inRoot('server/dist', entry), ...args], {
    cwd: inRoot(),
    env: toolEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  return ended;
}

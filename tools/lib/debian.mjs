// What the tests borrow from the machine: a browser and Redis.
import fs from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));

const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium or Chrome to test with: `CHROMIUM`, else what is installed. @returns {string | undefined} */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const named = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find((file) => file !== undefined);
  return named ?? (fs.existsSync(MAC_CHROME) ? MAC_CHROME : undefined);
}

/** @returns {string | undefined} */
export const findRedis = () => onPath('redis-server');

function isRootOnDebian() {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return false;
  const release = fs.existsSync('/etc/os-release') ? fs.readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID="?debian"?$/m.test(release);
}

/** Packages that steps of the tests want, and how to find them. */
const WANTED = [
  { debian: 'chromium', find: findChromium, steps: ['browser'] },
  { debian: 'redis-server', find: findRedis, steps: ['server', 'chaos'] },
];

/**
 * Installs what the tests want and this machine lacks, where that is ours to do: root on Debian. Anywhere else, and when it fails, tests go without.
 * @param {readonly string[]} steps names of those that will run  @param {(line: string) => void} print
 */
export async function installTestTools(steps, print) {
  const missing = WANTED.filter((tool) => tool.find() === undefined && tool.steps.some((step) => steps.includes(step))).map(
    ({ debian }) => debian,
  );
  if (missing.length === 0 || !isRootOnDebian()) return;
  print(`Installing ${missing.join(' and ')} for the tests …`);
  // RUNLEVEL=1: the tests start a Redis of their own, so Debian's need not run.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) => run('apt-get', ['-q', '-y', ...args], { env, timeout: 240_000 });
  const install = () => apt('install', '--no-install-recommends', ...missing);
  let attempt = await install();
  // Package lists may be old or absent; refreshing them is the slow part, so only then.
  if (attempt.code !== 0 && (await apt('update')).code === 0) attempt = await install();
  if (attempt.code !== 0) print(`  apt-get could not: ${attempt.output.trim().split('\n').at(-1)}`);
}

// Dependencies: installed when the lock file asks for something else than what is there.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { withSetupLock } from './lock.mjs';
import { run } from './processes.mjs';
import { Stop, duration, say } from './say.mjs';
import { ROOT, inRoot, npmEnvironment } from './workspace.mjs';

const STAMP = inRoot('node_modules/.clarion-lock');
const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Does npm's own record of `node_modules` hold what the lock file asks for on this platform? Then somebody ran npm by hand, and nothing is to do.
 * @param {Record<string, object>} wanted `packages` of package-lock.json  @param {Record<string, object>} installed those of node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed, { platform, arch } = process) {
  const lists = (names, name) => names !== undefined && [names].flat().includes(name);
  return Object.entries(wanted).every(([location, entry]) => {
    if (location === '') return true;
    const found = installed[location];
    if (found !== undefined) return found.version === entry.version;
    if (!entry.optional) return false;
    // Packages of other platforms stay away, and so do those of another C library, which npm alone can tell.
    return !(lists(entry.os, platform) && lists(entry.cpu, arch) && entry.libc === undefined);
  });
}

/** sha256 of the lock file when `node_modules` fits it, undefined when not. */
function fittingLock() {
  const lock = read(inRoot('package-lock.json'));
  if (lock === undefined) throw new Stop(`package-lock.json is missing in ${ROOT}: the checkout is not complete.`);
  const hash = createHash('sha256').update(lock).digest('hex');
  const record = read(inRoot('node_modules/.package-lock.json'));
  if (record === undefined) return { hash, fits: false };
  if (read(STAMP)?.trim() === hash) return { hash, fits: true };
  return { hash, fits: isInstalled(JSON.parse(lock).packages, JSON.parse(record).packages), isUnmarked: true };
}

/** npm as it was called, or the one on the PATH. */
const npm = () => (process.env.npm_execpath?.endsWith('.js') ? [realNode(), process.env.npm_execpath] : ['npm']);

/** A Node outside `node_modules`, which an installation empties first. */
function realNode() {
  const candidates = [
    process.env.npm_node_execpath,
    process.execPath,
    ...npmEnvironment()
      .PATH.split(path.delimiter)
      .map((entry) => path.join(entry, 'node')),
  ];
  const isOurs = (file) => fs.realpathSync(file).startsWith(inRoot('node_modules') + path.sep);
  return candidates.find((file) => file !== undefined && fs.existsSync(file) && !isOurs(file)) ?? process.execPath;
}

const UNREACHABLE =
  /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|EIDLETIMEOUT)\b/;

/** What to say when npm failed; npm's own words where we have none. @param {string} output everything npm wrote */
export function explainNpm(output) {
  const [cause] = UNREACHABLE.exec(output) ?? [];
  if (cause !== undefined) {
    return (
      `The npm registry cannot be reached (${cause}).\n` +
      'Clarion downloads its dependencies once. Check the network, a proxy (npm config get proxy) and the registry (npm config get registry), then run the same command again.'
    );
  }
  if (/\bENOSPC\b/.test(output)) return 'The disk is full. The dependencies need about 1.5 GB.';
  if (/\b(EACCES|EPERM)\b/.test(output)) return `${output}\nnpm may not write to ${ROOT} or to its cache.`;
  return `${output}\nnpm could not install the dependencies; its message is above.`;
}

async function install() {
  const started = performance.now();
  say('Installing dependencies (first start, or package-lock.json changed; takes about half a minute) …');
  const [command, ...before] = npm();
  const retries = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const { code, output } = await run(command, [...before, 'ci', '--prefer-offline', ...retries], {
    cwd: ROOT,
    env: npmEnvironment(),
  }).catch((error) => {
    if (error.code === 'ENOENT') throw new Stop('npm is not on the PATH. It comes with Node: https://nodejs.org');
    throw error;
  });
  if (code !== 0) throw new Stop(explainNpm(output));
  say(`Dependencies installed in ${duration(performance.now() - started)}.`);
}

/** Makes `node_modules` fit `package-lock.json`; costs a hash of one file when it does already. */
export async function ensureInstalled() {
  const now = fittingLock();
  if (now.fits && !now.isUnmarked) return;
  await withSetupLock(async () => {
    const { hash, fits } = fittingLock();
    if (!fits) await install();
    fs.writeFileSync(STAMP, `${hash}\n`);
  });
}

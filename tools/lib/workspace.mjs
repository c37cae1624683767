// Where things are, and under which Node they run.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from './say.mjs';

/** The checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** An absolute path inside the checkout. */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

const BIN = inRoot('node_modules/.bin');
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/**
 * Does a version satisfy a range of `^a.b.c` and `>=a` parts joined by `||`? That is all `engines` uses, and nothing is installed yet to ask.
 * @param {string} version `24.21.0`, with or without a leading `v`  @param {string} range
 */
export function satisfies(version, range) {
  const numbers = (text) => text.split('.').map(Number);
  const have = numbers(version.replace(/^v/, ''));
  const atLeast = (floor) => {
    for (let i = 0; i < 3; i += 1) {
      if ((have[i] ?? 0) !== (floor[i] ?? 0)) return (have[i] ?? 0) > (floor[i] ?? 0);
    }
    return true;
  };
  return range.split('||').some((part) => {
    const [, operator, text] = /^(\^|>=)(\d+(?:\.\d+){0,2})$/.exec(part.trim()) ?? [];
    if (operator === undefined) throw new Error(`cannot read the range ${part}`);
    const floor = numbers(text);
    return atLeast(floor) && (operator === '>=' || have[0] === floor[0]);
  });
}

/** The Node that the product runs under: the one npm installed for this platform, else the present one if it is new enough. */
export function nodeBinary() {
  const installed = path.join(BIN, 'node');
  if (fs.existsSync(installed)) return installed;
  const { engines } = readJson(inRoot('package.json'));
  if (satisfies(process.version, engines.node)) return process.execPath;
  throw new Stop(
    `Clarion needs Node ${engines.node}. This is ${process.version}, and there is no packaged Node for ${process.platform}-${process.arch}.\n` +
      'Install Node 24 (https://nodejs.org) and try again.',
  );
}

/** Environment for tools of the workspace: its own commands first on the PATH; nothing that asks, phones home or draws; the cache in the checkout, not in ~/.nx. */
export const toolEnvironment = (more = {}) => ({
  ...process.env,
  PATH: [BIN, process.env.PATH ?? ''].join(path.delimiter),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_CACHE_DIRECTORY: inRoot('.nx/cache'),
  NG_CLI_ANALYTICS: 'false',
  ...more,
});

/** Environment for npm itself: without our `.bin`, whose Node an installation takes away while it runs. */
export const npmEnvironment = () => ({
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => !/[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry))
    .join(path.delimiter),
});

/** Arguments that run a command of an installed package under the present Node: `node <its script> …`. */
export const packageCommand = (name) => fs.realpathSync(path.join(BIN, name));

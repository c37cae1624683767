// The build: run when sources changed since the last one, by way of Nx and its cache.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { withSetupLock } from './lock.mjs';
import { run } from './processes.mjs';
import { Stop, duration, say } from './say.mjs';
import { ROOT, inRoot, nodeBinary, packageCommand, toolEnvironment } from './workspace.mjs';

/** What `npm start` needs; their libraries are built with them. */
const APPLICATIONS = ['server', 'admin-ui', 'public-ui'];
/** What a complete build leaves behind. */
const PRODUCTS = ['server/dist/main.js', 'admin-ui/dist', 'public-ui/dist'];
const SOURCES = ['server', 'database', 'admin-ui', 'public-ui', 'libs'];
const LOOSE_FILES = ['package-lock.json', 'nx.json', 'tsconfig.base.json', 'tools/build-server.mjs', 'tools/lib/cheerio-bundle.mjs'];
const IGNORED = new Set(['dist', 'node_modules', '.angular', '.nx', 'coverage']);
const isTest = (name) => /\.spec\.[a-z]+$/.test(name);

/** Inside node_modules, so that a new installation means a new look at the build. */
const STAMP = inRoot('node_modules/.clarion-build');

/**
 * One hash over path, size and time of every source file: cheap, and any edit, pull or checkout changes it. Whether the content changed too is Nx's to tell.
 * @param {string} root  @param {readonly string[]} folders  @param {readonly string[]} files
 */
export function fingerprint(root, folders, files) {
  const hash = createHash('sha1');
  const add = (relative) => {
    const stat = fs.statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`${relative}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) {
        if (!IGNORED.has(entry.name)) walk(`${folder}/${entry.name}`);
      } else if (!isTest(entry.name)) {
        add(`${folder}/${entry.name}`);
      }
    }
  };
  files.forEach(add);
  folders.filter((folder) => fs.existsSync(path.join(root, folder))).forEach(walk);
  return hash.digest('hex');
}

const present = () => fingerprint(ROOT, SOURCES, LOOSE_FILES);
const built = () => (fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8').trim() : undefined);
const isComplete = () => PRODUCTS.every((product) => fs.existsSync(inRoot(product)));

/** Runs Nx. @param {string[]} args  @param {(line: string) => void} [onLine] */
export const nx = (args, onLine) => run(nodeBinary(), [packageCommand('nx'), ...args], { cwd: ROOT, env: toolEnvironment(), onLine });

/** What failed of a run of many targets: the output of those alone, or everything when Nx does not say which. @param {string} output Nx's, static style */
export function failuresOf(output) {
  const text = stripVTControlCharacters(output);
  const [, list] = /^Failed tasks:\n\n((?:- .+\n)+)/m.exec(text) ?? [];
  if (list === undefined) return text;
  const failed = list
    .trim()
    .split('\n')
    .map((line) => line.slice(2).trim());
  const sections = text.split(/^(?=> nx run )/m).filter((section) => failed.some((task) => section.startsWith(`> nx run ${task}`)));
  return sections.map((section) => section.split(/\n NX {3}/)[0].trim()).join('\n\n');
}

/** Forgets the last build: whoever writes into `dist` by another way (watch mode) calls this first. */
export const forgetBuild = () => fs.rmSync(STAMP, { force: true });

/**
 * Builds projects, telling about each as it is done.
 * @param {string[]} [projects] all that have a build when left out  @param {string[]} [options] for Nx
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function build(projects, options = []) {
  const before = present();
  const tell = (line) => {
    const [, project, cached] = /^> nx run ([\w-]+):build\S*( +\[.*cache.*\])?$/.exec(stripVTControlCharacters(line).trim()) ?? [];
    if (project !== undefined) say(`  ${project}: ${cached === undefined ? 'done' : 'unchanged'}`);
  };
  const only = projects === undefined ? [] : ['-p', projects.join(',')];
  const { code, output } = await nx(['run-many', '-t', 'build', '--outputStyle=static', ...only, ...options], tell);
  // The fingerprint of before: an edit during the build asks for another one.
  if (code === 0 && isComplete()) fs.writeFileSync(STAMP, `${before}\n`);
  return { ok: code === 0, output };
}

/** Makes `dist` fit the sources; costs a walk over the source folders when it does already. */
export async function ensureBuilt() {
  const isFresh = () => isComplete() && built() === present();
  if (isFresh()) return;
  await withSetupLock(async () => {
    if (isFresh()) return;
    const started = performance.now();
    say(isComplete() ? 'Sources changed; building …' : 'Building (the first time takes about a minute) …');
    const { ok, output } = await build(APPLICATIONS);
    if (!ok) {
      process.stderr.write(`${failuresOf(output)}\n`);
      throw new Stop('The build failed; the compiler’s messages are above.');
    }
    say(`Built in ${duration(performance.now() - started)}.`);
  });
}

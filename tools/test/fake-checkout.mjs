// A checkout with our tools and nobody else's: npm, Nx and the server are small scripts that write down what was asked of them.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const TOOLS = path.resolve(import.meta.dirname, '..');

const NPM = `
import fs from 'node:fs';
const log = process.env.FAKE_LOG;
fs.appendFileSync(log, 'npm ' + process.argv[2] + '\\n');
if (process.env.FAKE_NPM_ERROR) { console.error(process.env.FAKE_NPM_ERROR); process.exit(1); }
fs.rmSync('node_modules', { recursive: true, force: true });
fs.mkdirSync('node_modules/.bin', { recursive: true });
fs.symlinkSync(process.execPath, 'node_modules/.bin/node');
fs.copyFileSync(process.env.FAKE_NX, 'node_modules/.bin/nx');
const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
`;

const NX = `
import fs from 'node:fs';
fs.appendFileSync(process.env.FAKE_LOG, 'nx ' + process.argv.slice(2, 5).join(' ') + '\\n');
if (fs.readFileSync('server/src/main.ts', 'utf8').includes('syntax error')) { console.log('server/src/main.ts(1,1): error TS1005'); process.exit(1); }
for (const folder of ['server/dist', 'admin-ui/dist', 'public-ui/dist']) fs.mkdirSync(folder, { recursive: true });
fs.copyFileSync('server/src/main.ts', 'server/dist/main.js');
fs.copyFileSync('server/src/cli.ts', 'server/dist/cli.js');
console.log('> nx run server:build');
`;

const SERVER = `
const keepAlive = setInterval(() => undefined, 1000);
process.on('SIGTERM', () => {
  process.stdout.write('stopping\\n');
  if (process.env.FAKE_STUCK) return;
  clearInterval(keepAlive);
  process.exitCode = 7;
});
process.stdout.write('serving ' + process.pid + '\\n');
`;

const CLI = `
if (process.argv[2] === 'demo-target') {
  const keepAlive = setInterval(() => undefined, 1000);
  process.on('SIGTERM', () => { process.stdout.write('demo-target stopping\\n'); clearInterval(keepAlive); });
}
process.stdout.write('cli ' + process.argv.slice(2).join(' ') + '\\n');
`;

/**
 * @returns {{ root: string, log(): string[], write(file: string, text: string): void, run(tool: string, args?: string[], env?: object): ReturnType<typeof watch>, remove(): void }}
 */
export function aCheckout() {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'clarion tools-'));
  const root = path.join(base, 'a checkout');
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  fs.cpSync(TOOLS, path.join(root, 'tools'), { recursive: true });
  write('package.json', JSON.stringify({ name: 'clarion', type: 'module', engines: { node: '>=20' } }));
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/left': { version: '1.0.0' } } }));
  write('server/src/main.ts', SERVER);
  write('server/src/cli.ts', CLI);
  write('../npm.js', NPM);
  write('../nx.js', NX);
  write('../package.json', '{ "type": "module" }');
  const env = { FAKE_LOG: path.join(base, 'log'), FAKE_NX: path.join(base, 'nx.js'), npm_execpath: path.join(base, 'npm.js') };
  fs.writeFileSync(env.FAKE_LOG, '');
  const surroundings = { ...process.env, NODE_OPTIONS: '', ...env };
  delete surroundings.npm_lifecycle_event;
  return {
    root,
    write,
    log: () => fs.readFileSync(env.FAKE_LOG, 'utf8').trim().split('\n'),
    run: (tool, args = [], more = {}) => watch(process.execPath, [path.join(root, 'tools', tool), ...args], { ...surroundings, ...more }),
    /** The way npm does it: a shell that waits, and dies of a signal alone. */
    runInShell: (tool, more = {}) =>
      watch('sh', ['-c', `"$0" "$1"; exit`, process.execPath, path.join(root, 'tools', tool)], { ...surroundings, ...more }),
    remove: () => fs.rmSync(base, { recursive: true, force: true }),
  };
}

/** A running tool: what it printed, its end, and a promise for a line to come. */
function watch(command, args, env) {
  const child = spawn(command, args, { env, cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
  const seen = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8');
    child[name].on('data', (text) => {
      seen[name] += text;
      child.emit('text');
    });
  }
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, ...seen })));
  /** Resolves with the match once stdout holds it. */
  const printed = (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(seen.stdout);
        if (match !== null) resolve(match);
      };
      child.on('text', look);
      child.once('close', () => reject(new Error(`ended without ${pattern}: ${seen.stdout}${seen.stderr}`)));
      look();
    });
  return { child, ended, printed };
}

/** Resolves when a process is gone. */
export async function gone(pid) {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

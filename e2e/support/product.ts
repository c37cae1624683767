import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Longest start, milliseconds: initdb and all migrations on a busy machine. */
const START_PATIENCE = 60_000;
/** Longest stop, milliseconds; the server itself drains for up to 30 s. */
const STOP_PATIENCE = 40_000;
const POLL = 50;
/** As `npm start` gives them. */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=8', '--max-old-space-size=2000'];

/** Settings by environment variable. */
export type Environment = Readonly<Record<string, string>>;

/** The built product, running by itself: own port, own data directory, own database. */
export interface Product {
  /** `http://127.0.0.1:port`, without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  /** Of the server that runs now. */
  readonly pid: number;
  /** Everything the server wrote so far. */
  logs(): string;
  /** Runs an operator's command against the same data. @returns what it printed on stdout  @throws Error when it fails */
  cli(...args: string[]): Promise<string>;
  /** The same for commands that may say no. */
  tryCli(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>;
  /** The server process is over, whoever ended it. */
  readonly hasEnded: boolean;
  /** Ends the server like `kill -9`; its embedded database stays. */
  crash(): Promise<void>;
  /**
   * Starts it again on the same port and data, after `stopServer()` or `crash()`.
   * @param extra settings for this start alone
   * @param options.waitFor what must answer before it counts as started; `/readyz` unless given
   */
  restart(extra?: Environment, options?: { waitFor?: '/readyz' | '/livez' }): Promise<void>;
  /** Ends the server cleanly and keeps its data. */
  stopServer(): Promise<void>;
  /** Ends everything and removes the data. */
  stop(): Promise<void>;
}

/** A port that is free now, on the loopback address. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** What the product gets of this machine's environment: nothing that could be a setting of one that runs here for real. */
const SURROUNDINGS = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];
const surroundings = (): NodeJS.ProcessEnv => Object.fromEntries(SURROUNDINGS.map((name) => [name, process.env[name]]));

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (isOver(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const forced = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
  await ended;
  clearTimeout(forced);
}

/**
 * Starts `server/dist/main.js` with an empty data directory and waits until `/readyz` says yes.
 * @param options.env settings on top of the defaults, e.g. `OWNER_EMAIL`
 * @throws Error with the server's log when it ends early or is not ready within a minute
 */
export async function startProduct(options: { env?: Environment } = {}): Promise<Product> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'clarion-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...surroundings(), PORT: String(port), HOST: '127.0.0.1', ORIGIN: url, DATA_DIR: dataDir, ...options.env };
  let log = '';
  let server: ChildProcess;

  const launch = async (extra: Environment = {}, waitFor = '/readyz'): Promise<void> => {
    server = spawn(process.execPath, [...NODE_FLAGS, path.join(ROOT, 'server/dist/main.js')], {
      cwd: ROOT,
      env: { ...env, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [server.stdout!, server.stderr!]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const deadline = performance.now() + START_PATIENCE;
    while (!(await isReady(url + waitFor))) {
      if (isOver(server) || performance.now() > deadline) {
        await end(server, 'SIGTERM');
        throw new Error(`The server did not become ready:\n${log}`);
      }
      await pause(POLL);
    }
  };

  const stopServer = () => end(server, 'SIGTERM');
  let isCrashed = false;
  const product: Product = {
    url,
    dataDir,
    get pid() {
      return server.pid!;
    },
    logs: () => log,
    cli: async (...args) => {
      const { code, stdout, stderr } = await runCli(args, env);
      if (code !== 0) throw new Error(`clarion ${args.join(' ')} ended with ${code}:\n${stderr}`);
      return stdout;
    },
    tryCli: (...args) => runCli(args, env),
    get hasEnded() {
      return isOver(server);
    },
    crash: async () => {
      isCrashed = true;
      await end(server, 'SIGKILL');
    },
    restart: async (extra, { waitFor } = {}) => {
      await launch(extra, waitFor);
      isCrashed = false;
    },
    stopServer,
    stop: async () => {
      // Its database runs on; the next start adopts it, and then stops it.
      if (isCrashed) await product.restart();
      await stopServer();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await launch();
  } catch (error) {
    await product.stop();
    throw error;
  }
  return product;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

async function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [path.join(ROOT, 'server/dist/cli.js'), ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode ?? 1, ...seen };
}

// Child processes that never outlive the tool that started them.
import { spawn } from 'node:child_process';
import os from 'node:os';

/** Milliseconds between asking a child to stop and making it. A server drains for up to 30 s. */
const PATIENCE = 35_000;

/** Children that are alive, each the leader of a process group, and the patience with it. */
const groups = new Map();
/** npm and the terminal may both hand on the same Ctrl-C, milliseconds apart; a later one is a second one, and means now. */
const SAME_SIGNAL = 1_000;
let stopping;
let stoppingSince;

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** SIGINT, SIGTERM or SIGHUP of ours ends every group once; a terminal's Ctrl-C reaches us, not them, since they are sessions of their own. */
function stopAll(signal) {
  const isRepeated = stopping !== undefined;
  if (isRepeated && performance.now() - stoppingSince < SAME_SIGNAL) return;
  // Whatever is alive when we exit is killed.
  if (isRepeated || groups.size === 0) process.exit(128 + os.constants.signals[signal]);
  stopping = signal;
  stoppingSince = performance.now();
  for (const [child, patience] of groups) {
    signalGroup(child, signal === 'SIGHUP' ? 'SIGTERM' : signal);
    setTimeout(() => groups.has(child) && signalGroup(child, 'SIGKILL'), patience).unref();
  }
}

/** npm runs us in a shell, and that shell dies of the SIGTERM it is handed without passing it on; milliseconds between two looks at it. */
const PARENT_CHECK = 250;
const parent = process.ppid;

let listening = false;
function listen() {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopAll);
  process.on('exit', () => {
    for (const child of groups.keys()) signalGroup(child, 'SIGKILL');
  });
  if (process.env.npm_lifecycle_event === undefined) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!isStopping()) stopAll('SIGTERM');
  }, PARENT_CHECK).unref();
}

/** Has this tool been told to stop? Then what its children report is no failure of theirs. */
export const isStopping = () => stopping !== undefined;

/**
 * Starts a child in a session of its own, and ties its life to ours.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, patience?: number }} options
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number> }} `ended`: exit status, 128 + n for a signal
 */
export function start(command, args, { patience = PATIENCE, ...options } = {}) {
  listen();
  const child = spawn(command, args, { ...options, detached: true });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      groups.delete(child);
      resolve(signal === null ? code : 128 + os.constants.signals[signal]);
    });
  });
  if (child.pid !== undefined) groups.set(child, patience);
  return { child, ended };
}

/** Ends one group, now. */
export const kill = (child) => signalGroup(child, 'SIGKILL');

/**
 * Runs a command to its end.
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, timeout?: number }} options `timeout` in milliseconds
 * @returns {Promise<{ code: number, output: string, stdout: string, timedOut: boolean }>} `output` holds stdout and stderr in the order they came
 */
export async function run(command, args, { onLine, timeout, ...options } = {}) {
  const { child, ended } = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks = [];
  let stdout = '';
  child.stdout.on('data', (text) => (stdout += text));
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      chunks.push(text);
      if (onLine === undefined) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) onLine(line);
    });
    stream.on('end', () => rest !== '' && onLine?.(rest));
  }
  let timedOut = false;
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          kill(child);
        }, timeout);
  // Not only its exit: what it wrote last may still be in the pipe.
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await ended;
  // A grandchild that kept the pipe open must not keep us waiting.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  clearTimeout(timer);
  if (isStopping()) process.exit(128 + os.constants.signals[stopping]);
  return { code, output: chunks.join(''), stdout, timedOut };
}

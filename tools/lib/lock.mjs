// One installation or build at a time in one checkout, however many commands are started in it.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { say } from './say.mjs';
import { inRoot } from './workspace.mjs';

/** A holder touches the file this often, milliseconds, … */
const TOUCH = 5_000;
/** … so one that is this old was left behind, whoever has its pid now. */
const STALE = 60_000;
const RETRY = 200;

function isAbandoned(file) {
  try {
    const holder = Number(fs.readFileSync(file, 'utf8'));
    if (Date.now() - fs.statSync(file).mtimeMs > STALE) return true;
    // An empty file is one that its holder is about to fill.
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    // ESRCH: that process is gone. ENOENT: the lock was just released, and the next try gets it.
    return error.code === 'ESRCH';
  }
}

/** @returns {boolean} false when another process holds the lock; one that was left behind is cleared away for the next try */
function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(file)) fs.rmSync(file, { force: true });
    return false;
  }
}

/** Runs `work` while this process holds the checkout's set-up lock. */
export async function withSetupLock(work) {
  fs.mkdirSync(inRoot('.nx'), { recursive: true });
  const file = inRoot('.nx/setup.lock');
  for (let told = false; !take(file); await pause(RETRY)) {
    if (!told && fs.existsSync(file)) {
      say('Waiting for another command that is setting up this checkout …');
      told = true;
    }
  }
  const release = () => fs.rmSync(file, { force: true });
  const touch = setInterval(() => fs.utimesSync(file, new Date(), new Date()), TOUCH);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    process.removeListener('exit', release);
    release();
  }
}

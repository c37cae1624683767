import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process and when it began: numbers are used again, a pair is not. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque text; null = the system does not say, the number must do. */
  startedAt: string | null;
}

const ask = (field: string, pid: number): string | null => {
  try {
    return (
      execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
    );
  } catch {
    return null;
  }
};

/** True for a process that runs; one that has ended and waits to be collected does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/** Fields of `/proc/{pid}/stat` after the name, which may hold blanks and brackets; null where there is no such file. */
function statFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

export function identityOf(pid: number): ProcessIdentity {
  // Field 22 of proc(5), start in clock ticks since boot; the boot id tells the boots apart.
  const ticks = statFields(pid)?.[19];
  if (ticks === undefined) return { pid, startedAt: ask('lstart', pid) };
  try {
    return { pid, startedAt: `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}` };
  } catch {
    return { pid, startedAt: ticks };
  }
}

/** The very process is still there, not another one under its number. */
export function isStillRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return isRunning(pid) && (startedAt === null || identityOf(pid).startedAt === startedAt);
}

/** Command line, parts separated by blanks; null when it cannot be read. */
export function commandLineOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return ask('args', pid);
  }
}

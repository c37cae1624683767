import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How to start PostgreSQL, which refuses to run as root. */
export interface RunAs {
  /** Who owns the cluster's files; undefined = ourselves. */
  uid: number | undefined;
  gid: number | undefined;
  /** The command that really runs `program` as that user. */
  command(program: string, args: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number };
}

const idOf = (flag: '-u' | '-g', user: string): number | undefined => {
  const result = spawnSync('id', [flag, user], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : undefined;
};

const OURSELVES: RunAs = { uid: undefined, gid: undefined, command: (program, args) => ({ file: program, args: [...args] }) };

/**
 * Not root: as ourselves. Root: as the owner of an existing cluster, else as `postgres`, else as `nobody`.
 * Where that user cannot reach a path (a checkout below a 0700 home), he is given the one capability that lets him, if the system can.
 * @param paths what he must reach
 * @param owner of an existing cluster
 */
export function chooseUser(paths: readonly string[], owner: { uid: number; gid: number } | undefined): RunAs {
  if (process.getuid?.() !== 0) return OURSELVES;
  const { uid, gid } = (owner && owner.uid !== 0 ? owner : undefined) ?? systemUser();
  if (paths.every((path) => canReach(path, uid, gid))) {
    return { uid, gid, command: (program, args) => ({ file: program, args: [...args], uid, gid }) };
  }
  // The securebits keep the capability across the change of user; without them PostgreSQL reports its own program as invalid.
  const prefix = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const isPossible = spawnSync('setpriv', [...prefix, 'true'], { stdio: 'ignore' }).status === 0;
  return {
    uid,
    gid,
    command: (program, args) =>
      isPossible ? { file: 'setpriv', args: [...prefix, program, ...args] } : { file: program, args: [...args], uid, gid },
  };
}

function systemUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  return { uid: 65_534, gid: 65_534 };
}

/** Every directory above `path` lets the user through; group lists beyond the main group are not asked. */
function canReach(path: string, uid: number, gid: number): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Runs a program to its end as that user. @throws when it fails; its message is in `stderr` */
export function runToEnd(as: RunAs, program: string, args: readonly string[], cwd: string): void {
  const { file, args: rest, ...ids } = as.command(program, args);
  execFileSync(file, rest, { ...ids, cwd, env: postgresEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Nothing of our own environment but what a program needs: PG* variables would steer it, secrets are none of its business. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    TZ: 'UTC',
    LC_ALL: 'C',
    ...(process.env['TMPDIR'] === undefined ? {} : { TMPDIR: process.env['TMPDIR'] }),
  };
}

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinaries, type Binaries } from './binaries.js';
import {
  freePort,
  initCluster,
  isPortTaken,
  isPostmaster,
  launch,
  probe,
  readPostmaster,
  stopCluster,
  urlOf,
  type ClusterLogin,
} from './cluster.js';
import { newCredentials, readCredentials, writeCredentials, type Credentials } from './credentials.js';
import { EmbeddedDatabaseError } from './embedded-error.js';
import { dropOwnership, isOwnedByLiveServer, isOwnedByUs, takeOwnership } from './owner.js';
import { chooseUser, type RunAs } from './run-as.js';
import { DATABASE, USER, prepareDatabase } from './prepare-database.js';
import { withStartLock } from './start-lock.js';

export interface EmbeddedSettings {
  /** `DATA_DIR`; made when missing. */
  dataDir: string;
  /** A server stops what it started or adopted; a command stops only what it started itself, and not once a server uses it. */
  own: 'server' | 'cli';
  /** Settings of PostgreSQL as `name=value`. */
  settings?: readonly string[];
}

export interface EmbeddedDatabase {
  /** Connection string of the application's own user, who is no superuser. */
  url: string;
  /** It was running already, left by a killed process or used by one that lives. */
  adopted: boolean;
  /** The whole number of PostgreSQL's version. */
  major: number;
  /** Ends the cluster if that is ours to do; safe to call twice. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;
const PAUSE_MS = 1_000;
const ADOPT_MS = 10 * 60_000;
const LOG_BYTES = 10 * 1024 * 1024;
const DRAFT = 'postgres.new-';

/** Where things lie in `DATA_DIR`. */
const filesIn = (dataDir: string) => ({
  cluster: join(dataDir, 'postgres'),
  credentials: join(dataDir, 'postgres.json'),
  log: join(dataDir, 'postgres.log'),
  lock: join(dataDir, 'postgres.lock'),
  owner: join(dataDir, 'postgres.owner'),
});
type Files = ReturnType<typeof filesIn>;

/**
 * Starts the PostgreSQL of this `DATA_DIR`, or adopts the one that runs on it. Whatever state a killed process left is mended: stale
 * files, an orphaned cluster, a port that somebody else has taken meanwhile. Two starts at once wait for one another.
 * @throws EmbeddedDatabaseError with a sentence that says what to do
 * @see architecture §9, reliability SEC-74, OPS-13, FLT-05
 */
export async function startEmbedded({ dataDir, own, settings = [] }: EmbeddedSettings): Promise<EmbeddedDatabase> {
  const files = filesIn(prepareDataDir(dataDir));
  const binaries = await findBinaries();
  return withStartLock(files.lock, async () => {
    const as = chooseUser([files.cluster, binaries.postgres], ownerOf(files.cluster));
    const credentials = existingCluster(files, binaries) ?? createCluster(files, binaries, as, await freePort(), settings);
    const { login, adopted } = (await adopt(files, credentials)) ?? (await start(files, binaries, as, credentials, settings));
    await prepareDatabase(login, credentials.password);
    const isOurs = !adopted || (own === 'server' && !isOwnedByLiveServer(files.owner));
    if (isOurs) takeOwnership(files.owner, own);
    return {
      url: urlOf({ port: login.port, password: credentials.password }, USER, DATABASE),
      adopted,
      major: binaries.major,
      stop: () => (isOurs ? stopIfOwned(files) : Promise.resolve()),
    };
  });
}

/** Started as root, the cluster's user must get through to his own directory; otherwise nobody but us has business there. */
function prepareDataDir(dataDir: string): string {
  const isRoot = process.getuid?.() === 0;
  try {
    mkdirSync(dataDir, { recursive: true });
    if (statSync(dataDir).uid === process.getuid?.()) chmodSync(dataDir, isRoot ? 0o711 : 0o700);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    throw new EmbeddedDatabaseError(`The data directory ${dataDir} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  return existsSync(path) ? statSync(path) : undefined;
}

/** Credentials of the cluster that is there; undefined when there is none. */
function existingCluster(files: Files, binaries: Binaries): Credentials | undefined {
  if (!existsSync(files.cluster)) return undefined;
  if (process.getuid && process.getuid() !== 0 && statSync(files.cluster).uid !== process.getuid()) {
    throw new EmbeddedDatabaseError(
      `The database in ${files.cluster} belongs to another user. Start Clarion as that user, or choose another DATA_DIR.`,
    );
  }
  const major = Number(readFileSync(join(files.cluster, 'PG_VERSION'), 'utf8'));
  if (major !== binaries.major) {
    throw new EmbeddedDatabaseError(
      `The database in ${files.cluster} was made by PostgreSQL ${major}, this release brings PostgreSQL ${binaries.major}. ` +
        'Run "npm run clarion -- backup" with the release you came from, then "npm run clarion -- restore" with this one into an empty DATA_DIR.',
    );
  }
  const credentials = readCredentials(files.credentials);
  if (!credentials) throw new EmbeddedDatabaseError(`${files.credentials}, which holds the database's port and password, is missing.`);
  return credentials;
}

/**
 * Complete or not there at all: a killed start leaves a draft, which the next one clears away. Every draft has its own name, because the
 * program that fills it outlives a killed start for a moment, and must not write into ours.
 */
function createCluster(files: Files, binaries: Binaries, as: RunAs, port: number, settings: readonly string[]): Credentials {
  const folder = dirname(files.cluster);
  for (const left of readdirSync(folder).filter((name) => name.startsWith(DRAFT))) {
    rmSync(join(folder, left), { recursive: true, force: true, maxRetries: 5 });
  }
  const draft = join(folder, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const credentials = newCredentials(port);
  // A cluster that will run without syncing need not be synced when it is made.
  initCluster(binaries, as, draft, credentials.superuserPassword, settings.includes('fsync=off'));
  writeCredentials(files.credentials, credentials);
  renameSync(draft, files.cluster);
  return credentials;
}

interface Running {
  login: ClusterLogin;
  adopted: boolean;
}

/**
 * The cluster that runs on these files, once it answers; undefined when none does. A number in `postmaster.pid` proves nothing, since
 * numbers are used again: only a cluster that knows our password and names our directory is ours.
 */
async function adopt(files: Files, credentials: Credentials): Promise<Running | undefined> {
  for (const end = performance.now() + ADOPT_MS; performance.now() < end; await wait(PAUSE_MS / 10)) {
    const postmaster = readPostmaster(files.cluster);
    if (!postmaster) return undefined;
    const login = { port: postmaster.port, password: credentials.superuserPassword };
    if ((await probe(login, files.cluster)) === 'ours') {
      keepPort(files, credentials, login.port);
      return { login, adopted: true };
    }
    if (!isPostmaster(postmaster.pid, files.cluster)) {
      // Nothing of the sort runs: the file outlived its process, and would stop PostgreSQL if the number now is another process of ours.
      rmSync(join(files.cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
  }
  throw new EmbeddedDatabaseError(`A PostgreSQL runs on ${files.cluster} and does not answer, see ${files.log}.`);
}

async function start(files: Files, binaries: Binaries, as: RunAs, credentials: Credentials, settings: readonly string[]): Promise<Running> {
  rotateLog(files.log);
  let port = credentials.port;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await isPortTaken(port)) port = await freePort();
    const login = { port, password: credentials.superuserPassword };
    if (await launch({ binaries, as, dir: files.cluster, login, logFile: files.log, settings })) {
      keepPort(files, credentials, port);
      return { login, adopted: false };
    }
    // Children of a postmaster that was killed hold its shared memory for a moment longer.
    await wait(PAUSE_MS);
  }
  throw new EmbeddedDatabaseError(`PostgreSQL does not start: ${lastLine(files.log)} (see ${files.log})`);
}

function keepPort(files: Files, credentials: Credentials, port: number): void {
  if (port !== credentials.port) writeCredentials(files.credentials, { ...credentials, port });
}

function stopIfOwned(files: Files): Promise<void> {
  return withStartLock(files.lock, async () => {
    if (!isOwnedByUs(files.owner)) return;
    await stopCluster(files.cluster);
    dropOwnership(files.owner);
  });
}

function rotateLog(file: string): void {
  if (existsSync(file) && statSync(file).size > LOG_BYTES) renameSync(file, `${file}.1`);
}

function lastLine(file: string): string {
  return existsSync(file) ? (readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '') : 'it left no log';
}

import { lookup, Resolver } from 'node:dns/promises';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import { EgressError } from './egress-error.js';

/** All addresses of a name. */
export interface NameResolver {
  /** @throws EgressError `dns` or, when the signal ends it, `timeout` */
  resolve(name: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** The servers that answer for a zone. */
export interface NameServers {
  /** @returns host names; empty when the zone has none of its own, or nobody could say */
  of(zone: string, signal: AbortSignal): Promise<readonly string[]>;
}

const HOSTS_FILE = process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
const TRY_MS = 2000;
const TRIES = 2;

const MESSAGES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name does not exist',
  ENODATA: 'the name has no address',
  ESERVFAIL: 'the name server failed',
  EREFUSED: 'the name server refused',
  ETIMEOUT: 'the name server did not answer',
  ECONNREFUSED: 'the name server cannot be reached',
  EAI_AGAIN: 'the name server did not answer',
};

const codeOf = (error: unknown): string => ((error as { code?: unknown } | null)?.code as string | undefined) ?? '';
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks the machine's name servers for every A and AAAA record, after the hosts file. Names only the system knows (search domains,
 * multicast DNS) are its own to answer; that way is slower and is taken last.
 */
export class SystemResolver implements NameResolver {
  private readonly hosts = new HostsFile(HOSTS_FILE);

  async resolve(name: string, signal: AbortSignal): Promise<readonly string[]> {
    const known = await this.hosts.get(name);
    if (known.length > 0) return known;
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (found.length > 0) return found;
      if (signal.aborted) throw new EgressError('timeout', 'the name server did not answer in time', 'dns');
      const failure = answers
        .map((answer) => (answer.status === 'rejected' ? (answer.reason as unknown) : undefined))
        .find((reason) => !NOTHING.has(codeOf(reason)));
      if (failure !== undefined && name.includes('.')) throw dnsError(failure);
      return await untilAborted(systemLookup(name), signal);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** Asks the machine's name servers, or those that are given, for NS records. */
export class SystemNameServers implements NameServers {
  /** @param servers `address` or `address:port`; none = the machine's own */
  constructor(private readonly servers: readonly string[] = []) {}

  async of(zone: string, signal: AbortSignal): Promise<readonly string[]> {
    const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
    if (this.servers.length > 0) resolver.setServers(this.servers);
    const cancel = (): void => resolver.cancel();
    if (signal.aborted) return [];
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await resolver.resolveNs(zone);
    } catch {
      return []; // an answer without servers and no answer lead to the same next step
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}

/** The system's own look-up cannot be stopped, only left alone. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  work.catch(() => undefined); // nobody may be left to hear of it
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new EgressError('timeout', 'the name server did not answer in time', 'dns'));
  });
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function systemLookup(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw dnsError(error);
  }
}

const dnsError = (cause: unknown): EgressError =>
  new EgressError('dns', MESSAGES[codeOf(cause)] ?? 'the name could not be resolved', 'dns', { cause });

/** The machine's own names; read again when the file changes. */
class HostsFile {
  private names: ReadonlyMap<string, readonly string[]> = new Map([['localhost', ['127.0.0.1', '::1']]]);
  private readAt = -1;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly path: string) {}

  async get(name: string): Promise<readonly string[]> {
    if (performance.now() - this.lookedAt > 1000) {
      this.lookedAt = performance.now();
      await this.refresh();
    }
    return this.names.get(name) ?? [];
  }

  private async refresh(): Promise<void> {
    try {
      const { mtimeMs } = await stat(this.path);
      if (mtimeMs === this.readAt) return;
      const names = new Map<string, string[]>([['localhost', ['127.0.0.1', '::1']]]);
      for (const line of (await readFile(this.path, 'utf8')).split('\n')) {
        const [address = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/);
        if (isIP(address) === 0) continue;
        for (const alias of aliases.map((each) => each.toLowerCase())) {
          if (alias !== 'localhost') names.set(alias, [...(names.get(alias) ?? []), address]);
        }
      }
      this.names = names;
      this.readAt = mtimeMs;
    } catch {
      // No such file, or not for us to read: name servers alone.
    }
  }
}

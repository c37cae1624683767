import { execFile } from 'node:child_process';
import { isAddress } from '../../../../platform/egress/host-name.js';
import { type PingReport, readPingOutput } from './ping-output.js';

/** How often, and how long each packet may take. */
export interface Pinging {
  readonly count: number;
  readonly timeoutMs: number;
}

/** Where ping lives; the environment of this process is nobody's business. */
const SEARCH_PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';
/** Between two packets: less is for root alone. */
const INTERVAL_MS = 1_000;
/** For starting and for saying goodbye. */
const GRACE_MS = 1_000;
/** Programs that run side by side in this process. */
const MOST_AT_ONCE = 100;
const OUTPUT_LIMIT = 128 * 1024;

/**
 * The system's ping: ICMP takes rights that this process should not have. It gets the literal of an address that was checked, after `--`,
 * and whole numbers. @see reliability SEC-16
 */
export class PingProgram {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly searchPath = SEARCH_PATH,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {}

  /**
   * @param address a literal
   * @throws RangeError for what is no address, or no whole number
   */
  async ping(address: string, pinging: Pinging, signal: AbortSignal): Promise<PingReport> {
    if (!isAddress(address) || !isCount(pinging.count) || !isCount(pinging.timeoutMs))
      throw new RangeError('not an address and whole numbers');
    await this.enter();
    try {
      return await this.run(address, pinging, signal);
    } finally {
      this.leave();
    }
  }

  private run(address: string, pinging: Pinging, signal: AbortSignal): Promise<PingReport> {
    const timeout = (pinging.count - 1) * INTERVAL_MS + pinging.timeoutMs + GRACE_MS;
    const env = { PATH: this.searchPath, LC_ALL: 'C' };
    const options = { env, timeout, signal, killSignal: 'SIGKILL', maxBuffer: OUTPUT_LIMIT, windowsHide: true } as const;
    const [program, ...parameters] = this.commandFor(address, pinging);
    return new Promise((resolve) => {
      execFile(program, [...parameters, '--', address], options, (error, stdout, stderr) => {
        const code = (error as NodeJS.ErrnoException | null)?.code;
        if (code === 'ENOENT') return resolve({ latencies: [], reason: 'the ping program is not installed on this machine' });
        if (code === 'EACCES') return resolve({ latencies: [], reason: 'this machine does not let us send pings' });
        const wasEnded = error?.killed === true || signal.aborted;
        const report = readPingOutput(stdout, stderr, wasEnded);
        // Not every ping knows a time for one packet, and none knows less than a second: what came later counts as lost.
        resolve({ ...report, latencies: report.latencies.filter((latency) => latency <= pinging.timeoutMs) });
      });
    });
  }

  private commandFor(address: string, { count, timeoutMs }: Pinging): [program: string, ...parameters: string[]] {
    const parameters = ['-n', '-c', String(count)];
    if (this.platform !== 'darwin') return ['ping', ...parameters, '-W', String(Math.ceil(timeoutMs / 1_000))];
    return address.includes(':') ? ['ping6', ...parameters] : ['ping', ...parameters, '-W', String(timeoutMs)];
  }

  private async enter(): Promise<void> {
    while (this.running >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
  }

  private leave(): void {
    this.running -= 1;
    this.waiting.shift()?.();
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

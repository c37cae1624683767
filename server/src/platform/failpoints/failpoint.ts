import { setTimeout as delay } from 'node:timers/promises';

/** Places where the chaos suite plants a fault. @see reliability REL-22 */
export const FAILPOINTS = [
  'result.before_commit',
  'result.after_commit',
  'alert.before_commit',
  'alert.after_commit',
  'relay.after_enqueue',
  'fanout.mid_chunk',
  'delivery.after_send',
  'http.before_commit',
  'http.after_commit',
  'job.before_commit',
  'job.after_commit',
  'migrate.mid',
  'rotate.mid',
  'backup.mid',
] as const;
export type Failpoint = (typeof FAILPOINTS)[number];

type Fault = { readonly kind: 'crash' } | { readonly kind: 'throw' } | { readonly kind: 'delay'; readonly ms: number };

let armed: ReadonlyMap<string, Fault> = new Map();

function parseFault(text: string): [string, Fault] {
  const [name = '', kind, ms] = text.trim().split(':');
  if (!FAILPOINTS.some((known) => known === name)) throw new Error(`unknown failpoint ${name}`);
  if (kind === 'crash' || kind === 'throw') return [name, { kind }];
  if (kind === 'delay' && /^\d+$/.test(ms ?? '')) return [name, { kind, ms: Number(ms) }];
  throw new Error(`failpoint ${name} needs crash, throw or delay:ms`);
}

/**
 * Arms the faults of this process. Without `NODE_ENV=test` nothing is ever armed.
 * @param text such as `result.before_commit:crash,relay.after_enqueue:delay:500`
 */
export function armFailpoints(text: string | undefined, nodeEnv: string): void {
  armed = nodeEnv === 'test' && text !== undefined ? new Map(text.split(',').map(parseFault)) : new Map();
}

/** Does nothing, unless a fault is planted here. */
export async function failpoint(name: Failpoint): Promise<void> {
  const fault = armed.get(name);
  if (fault === undefined) return;
  if (fault.kind === 'crash') process.kill(process.pid, 'SIGKILL');
  if (fault.kind === 'throw') throw new Error(`failpoint ${name}`);
  if (fault.kind === 'delay') await delay(fault.ms);
}

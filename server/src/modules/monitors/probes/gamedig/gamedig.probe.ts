import { LIMITS } from '@clarion/contract';
import { type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type GameState } from 'gamedig';
import { EgressClient } from '../../../../platform/egress/egress-client.js';
import { EgressError, nowhereYet, type Reach } from '../../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome, reachedDetail, timeoutOutcome } from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { type GamedigRequest } from './gamedig-request.js';

const SHOWN_NAME = 60;

/** Asks a game server how it is. @see monitors §6.10 */
@Injectable()
export class GamedigProbe implements Probe {
  readonly monitorType = 'GAMEDIG';

  constructor(
    private readonly policy: EgressPolicy,
    private readonly egress: EgressClient,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    // Loaded when the first monitor needs them: who has none pays no memory for 350 games.
    const [{ readGamedigRequest }, { queryGame }] = await Promise.all([import('./gamedig-request.js'), import('./game-query.js')]);
    const request = readGamedigRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    const limit = withinMs(request.timeoutMs, deadline);
    const reach = nowhereYet();
    try {
      const addresses = await this.egress.vetAddress(request.host, request.port, 'monitor', limit);
      if (!addresses.includes(request.host)) reach.dnsMs = elapsedMs(started);
      // Few game servers speak IPv6, whatever their names say.
      const address = addresses.find((each) => !each.includes(':')) ?? addresses[0] ?? '';
      reach.address = address;
      const responseRaw = await queryGame(request, address, { policy: this.policy, egress: this.egress }, limit);
      if (saysNothing(responseRaw))
        return failed(new Error('the answer of the server cannot be read'), limit, request, reach, elapsedMs(started));
      const responseTime = responseRaw.ping;
      const verdict: Verdict = { status: 'UP', latencyMs: responseTime, type: 'REALTIME', errorMessage: null };
      const detail = reachedDetail(`UP: ${describe(request, responseRaw)}`, reach, elapsedMs(started));
      const outcome: ProbeOutcome = { verdict, detail };
      return request.evalText === null ? outcome : { ...outcome, ask: { code: request.evalText, args: [responseTime, responseRaw] } };
    } catch (error) {
      return failed(error, limit, request, reach, elapsedMs(started));
    }
  }
}

/** The library reads past the end of an answer that is cut off, and finds nothing there: that is no server that is up. */
const saysNothing = ({ name, map, numplayers, maxplayers }: GameState): boolean =>
  !name && !map && !(Number(numplayers) > 0) && !(Number(maxplayers) > 0);

function describe({ game }: GamedigRequest, { name, map, numplayers, maxplayers }: GameState): string {
  const server = !name ? `the server of ${game}` : `${String(name).slice(0, SHOWN_NAME)} (${game})`;
  const place = !map ? '' : `, map ${String(map).slice(0, SHOWN_NAME)}`;
  return `${server} answered with ${numplayers} of ${maxplayers} players${place}`;
}

const ATTEMPT = /^Attempt #\d+ - Port=\d+ Retry=\d+:\n\w*Error: (.+)$/gm;
const TIMED_OUT = /Timed out after \d+ms$/;

/** The library tells of its attempts in the stack alone, one headline each. */
function failed(error: unknown, limit: AbortSignal, { timeoutMs }: GamedigRequest, reach: Reach, spentMs: number): ProbeOutcome {
  if (!(error instanceof Error)) throw error;
  const isEgress = error instanceof EgressError;
  if (limit.aborted || (isEgress && error.reason === 'timeout')) return timeoutOutcome(`no answer within ${timeoutMs} ms`, spentMs, reach);
  if (isEgress) return errorAt(error.message, reach, spentMs);
  const reasons = [...(error.stack ?? '').matchAll(ATTEMPT)].map(([, reason]) => reason ?? '');
  if (reasons.length > 0 && reasons.every((reason) => TIMED_OUT.test(reason)))
    return timeoutOutcome('the server did not answer in time', spentMs, reach);
  const reason = reasons.find((each) => !TIMED_OUT.test(each)) ?? error.message;
  return errorAt((/TCP Connection Refused/.test(reason) ? 'connection refused' : reason).slice(0, LIMITS.errorMessage), reach, spentMs);
}

const errorAt = (message: string, reach: Reach, spentMs: number): ProbeOutcome =>
  errorOutcome(message, reachedDetail(message, reach, spentMs));

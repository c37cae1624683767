import { LIMITS } from '@clarion/contract';
import { All, Controller, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors/app-error.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { BodyLimit, Public, StreamBody, Unaudited } from '../../../platform/http/policy.js';
import { clientKey } from '../../../platform/rate-limit/rate-limit.guard.js';
import { QueueFullError } from '../checks/group-commit.js';
import { parseHeartbeatAddress } from './heartbeat-address.js';
import { type HeartbeatAnswer, HeartbeatsService } from './heartbeats.service.js';
import { MinuteCounter } from './minute-counter.js';

const PREFIX = '/ext/heartbeat';
/** Accepted signals per tag and minute; wrong secrets per tag, address and minute. @see reliability SEC-67 */
const ACCEPTED_PER_MINUTE = 1_200;
const WRONG_PER_MINUTE = 10;
/** Seconds after which a sender that met an overload may try again. */
const RETRY_AFTER = 5;

const REFUSALS = { 'unknown-monitor': 'Monitor not found', 'wrong-secret': 'Invalid heartbeat secret' } as const satisfies Record<
  Exclude<HeartbeatAnswer, 'accepted'>,
  string
>;

/** `GET|POST /ext/heartbeat/{tag}:{secret}` and `…/{tag}/{secret}`: a job says that it is alive. @see monitors §6.7 */
@ApiExcludeController()
@Controller('ext/heartbeat')
export class HeartbeatsController {
  private readonly accepted = new MinuteCounter(ACCEPTED_PER_MINUTE, () => performance.now());
  private readonly wrong = new MinuteCounter(WRONG_PER_MINUTE, () => performance.now());

  constructor(private readonly heartbeats: HeartbeatsService) {}

  /** The body is not read, whatever it is; the answer comes when the signal is stored. */
  @All('*')
  @Public()
  @StreamBody()
  @BodyLimit(LIMITS.publicBodyBytes)
  @Unaudited('signals are data, not changes')
  async receive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'POST') {
      throw new AppError('METHOD_NOT_ALLOWED', 'Heartbeats are sent by GET or POST', { headers: { allow: 'GET, POST' } });
    }
    if (Number(request.headers['content-length']) > LIMITS.publicBodyBytes) {
      throw new AppError('PAYLOAD_TOO_LARGE', `The request body is larger than ${LIMITS.publicBodyBytes} bytes`);
    }
    const address = parseHeartbeatAddress(pathBelow(request.url));
    if (address === 'missing') throw new AppError('NOT_FOUND', 'Not found');
    if (address === 'empty') return answer(reply, 400, { error: 'Tag and secret are required' });
    const guess = `${address.tag} ${clientKey(request.ip)}`;
    this.limit(this.wrong, guess);
    this.limit(this.accepted, address.tag);
    const outcome = await this.store(address);
    if (outcome === 'accepted') {
      this.accepted.add(address.tag);
      return answer(reply, 200, { status: 'OK' });
    }
    if (outcome === 'wrong-secret') this.wrong.add(guess);
    return answer(reply, 400, { error: REFUSALS[outcome] });
  }

  private limit(counter: MinuteCounter, key: string): void {
    const retryAfter = counter.retryAfterSeconds(key);
    if (retryAfter !== null) throw new AppError('RATE_LIMITED', 'Too many heartbeats, try again later', { retryAfter });
  }

  private async store(signal: { tag: string; secret: string }): Promise<HeartbeatAnswer> {
    try {
      return await this.heartbeats.receive(signal);
    } catch (error) {
      if (!(error instanceof QueueFullError) && !isDatabaseUnavailable(error)) throw error;
      throw new AppError('UNAVAILABLE', 'The signal could not be stored, send it again', { cause: error, retryAfter: RETRY_AFTER });
    }
  }
}

/** What follows the prefix, still encoded, without the query. */
function pathBelow(url: string): string {
  const end = url.search(/[?#]/);
  const path = (end === -1 ? url : url.slice(0, end)).replaceAll(/\/{2,}/g, '/');
  return path.slice(PREFIX.length + 1);
}

function answer(reply: FastifyReply, status: number, body: Readonly<Record<string, string>>): void {
  void reply.code(status).header('cache-control', 'no-store').send(body);
}

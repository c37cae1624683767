import { HOLD_SECONDS } from '@clarion/contract';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors/app-error.js';
import { actorOf } from '../../platform/http/policy.js';

const WISH = 'x-clarion-hold';
const ANSWER = 'x-clarion-event';

/** Time in which what is published can be taken back. */
export interface Hold {
  /** Nobody is told for so long; 0 = they are told at once. */
  readonly seconds: number;
  /** Names what is held, for `/deliveries/hold/{eventId}`. */
  answer(eventId: number): void;
}

/**
 * Parameter of a handler: the header `X-Clarion-Hold`, seconds. People at the dashboard alone can change their minds; programs with a key mean
 * what they say. @throws AppError `BAD_REQUEST` @see reliability OBX-04
 */
export const RequestedHold = createParamDecorator((_data: unknown, context: ExecutionContext): Hold => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const wish = request.headers[WISH];
  const isHeld = wish !== undefined && actorOf(request).kind === 'user';
  return {
    seconds: isHeld ? secondsOf(String(wish)) : 0,
    answer: (eventId) => void http.getResponse<FastifyReply>().header(ANSWER, String(eventId)),
  };
});

function secondsOf(text: string): number {
  const seconds = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  if (seconds <= HOLD_SECONDS.publishing) return seconds;
  throw new AppError('BAD_REQUEST', `X-Clarion-Hold takes seconds from 0 to ${HOLD_SECONDS.publishing}`);
}

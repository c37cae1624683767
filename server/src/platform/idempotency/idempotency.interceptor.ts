import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AppError } from '../errors/app-error.js';
import { actorTag } from '../http/actor.js';
import { rawBodyOf } from '../http/body.interceptor.js';
import { knownActorOf, UNAUDITED } from '../http/policy.js';
import { hashOf, IdempotencyStore } from './idempotency-store.js';

export const IDEMPOTENCY_HEADER = 'idempotency-key';
export const REPLAYED_HEADER = 'idempotency-replayed';
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * A POST with `Idempotency-Key` is one unit of work as a whole: its effect and the answer that repeats get are committed together.
 * Routes that change nothing ignore the header. @see reliability SEC-15, FLT-03
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly work: UnitOfWork,
    private readonly store: IdempotencyStore,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers[IDEMPOTENCY_HEADER];
    const actor = knownActorOf(request);
    if (request.method !== 'POST' || key === undefined || actor === undefined || actor.id === null) return next.handle();
    if (this.reflector.getAllAndOverride<string | undefined>(UNAUDITED, [context.getHandler(), context.getClass()]) !== undefined)
      return next.handle();
    if (typeof key !== 'string' || !KEY.test(key))
      throw new AppError('BAD_REQUEST', 'Idempotency-Key must be 1 to 255 visible ASCII characters');
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const claim = {
      principal: actorTag(actor),
      route: `POST ${request.routeOptions.url ?? ''}`,
      key,
      hash: hashOf(request.url, rawBodyOf(request)),
    };
    return from(
      this.work.run(actor, async (tx) => {
        const known = await this.store.claim(tx, claim);
        if (known !== undefined) {
          void reply.code(known.status).header(REPLAYED_HEADER, 'true');
          return known.body;
        }
        const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        await this.store.store(tx, claim, { status: reply.statusCode, body });
        return body;
      }),
    );
  }
}

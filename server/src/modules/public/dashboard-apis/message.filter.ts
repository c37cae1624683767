import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../platform/errors/app-error.js';
import { toErrorAnswer } from '../../../platform/errors/error-body.js';
import { Log } from '../../../platform/logging/log.js';

/** Errors of older public endpoints: `{"message"}`, and members only where one names them. @see pages-site §10 */
@Catch()
export class MessageFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body, headers, isUnexpected } = toErrorAnswer(error, request.id);
    if (isUnexpected) {
      const fields = { request_id: request.id, method: request.method, route: request.routeOptions.url ?? '(none)', status, error };
      if (status === 503) this.log.warn('not available', fields);
      else this.log.error('request failed', fields);
    }
    void reply
      .code(status)
      .headers({ ...headers, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
      .send(JSON.stringify({ message: body.error.message, ...(error instanceof AppError ? error.members : {}) }));
  }
}

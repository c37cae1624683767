import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Log } from '../logging/log.js';
import { toErrorAnswer } from './error-body.js';

/** The one place where errors become answers, and where a 5xx is logged. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body, headers, isUnexpected } = toErrorAnswer(error, request.id);
    if (isUnexpected) {
      const fields = { request_id: request.id, method: request.method, route: request.routeOptions?.url ?? '(none)', status, error };
      if (status === 503) this.log.warn('not available', fields);
      else this.log.error('request failed', fields);
    }
    // A stream that has begun cannot turn into an error body; the client sees it end.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
    // A body that nobody read would be taken for the next request, or kept coming for nothing.
    if (request.raw.complete === false) void reply.header('connection', 'close');
    void reply
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .serializer((value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)))
      .send(body);
  }
}
